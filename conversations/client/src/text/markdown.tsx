import type { JSX } from "preact";
import { useMemo, useRef } from "preact/hooks";
import { useLazy } from "../lazy";
import { growing } from "../state/growing";
import { blocks, HeadingLevels, smallestDepth } from "./blocks";
import { ImageDomains } from "./inline";
import type { Token } from "./lexer";
import { plain } from "./plain";
import { blockReader, hasBlocks, read } from "./reader";
import type { StreamLexer } from "./stream";

const NO_DOMAINS: readonly string[] = [];

/** The words of Markdown, for a screen reader. */
export function spoken(value: string): string {
  return plain(read(value));
}

function useTokens(value: string, streaming: boolean): Token[] {
  const lexer = useRef<StreamLexer | null>(null);
  const part = useLazy(growing, streaming);
  const reader = useLazy(blockReader, hasBlocks(value));
  return useMemo(() => {
    const source = value.replace(/\r\n?/g, "\n");
    if (!streaming || !part) return read(source, reader);
    lexer.current ??= new part.StreamLexer();
    return lexer.current.lex(source);
  }, [value, streaming, part, reader]);
}

/**
 * Markdown (GFM with formulas) as nodes: no HTML string is ever parsed, raw HTML shows as text.
 * While `streaming`, only the last blocks of the growing text are read again.
 */
export function Markdown(props: {
  value: string;
  id?: string | undefined;
  streaming?: boolean;
  imageDomains?: readonly string[];
  /** Of the largest heading: 3, or 4 below a heading of the chat's own. */
  headingLevel?: 3 | 4;
  /** Puts into the text what isn't in its source. */
  arrange?: ((tokens: readonly Token[]) => readonly Token[]) | undefined;
}): JSX.Element {
  const { streaming = false, imageDomains = NO_DOMAINS, arrange, headingLevel: first = 3 } = props;
  const value = String(props.value ?? "");
  const source = useTokens(value, streaming);
  const tokens = useMemo(() => (arrange ? arrange(source) : source), [source, arrange]);
  const smallest = smallestDepth(tokens);
  const levels = useMemo(() => ({ first, smallestDepth: smallest }), [first, smallest]);
  return (
    <ImageDomains.Provider value={imageDomains}>
      <HeadingLevels.Provider value={levels}>
        <div id={props.id} class="ck-md" data-streaming={streaming ? "" : undefined}>
          {blocks(tokens, false)}
        </div>
      </HeadingLevels.Provider>
    </ImageDomains.Provider>
  );
}
