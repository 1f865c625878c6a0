import type { JSX } from "preact";
import { useMemo, useRef } from "preact/hooks";
import { Lazy, useLazy } from "../lazy";
import { blocks } from "./blocks";
import { ImageDomains } from "./inline";
import type { StreamLexer, Token } from "./lexer";

const NO_DOMAINS: readonly string[] = [];

/** Not part of the core, so that the chat appears sooner; asked for at once all the same. */
const lexing = new Lazy("the Markdown reader", () => import("./lexer"));
void lexing.start();

/** The words of Markdown, for a screen reader; as it was written if the reader of it can't be loaded. */
export async function spoken(value: string): Promise<string> {
  const reader = await lexing.start();
  return reader ? reader.plain(reader.lex(value)) : value;
}

function useTokens(value: string, streaming: boolean) {
  const ready = useLazy(lexing);
  const growing = useRef<StreamLexer | null>(null);
  return useMemo(() => {
    if (!ready) return undefined;
    const source = value.replace(/\r\n?/g, "\n");
    if (!streaming) return ready.lex(source);
    growing.current ??= new ready.StreamLexer();
    return growing.current.lex(source);
  }, [ready, value, streaming]);
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
  /** Puts into the text what isn't in its source. */
  arrange?: ((tokens: readonly Token[]) => readonly Token[]) | undefined;
}): JSX.Element {
  const { streaming = false, imageDomains = NO_DOMAINS, arrange } = props;
  const value = String(props.value ?? "");
  const read = useTokens(value, streaming);
  const tokens = useMemo(() => (read && arrange ? arrange(read) : read), [read, arrange]);
  return (
    <ImageDomains.Provider value={imageDomains}>
      <div id={props.id} class="ck-md" data-streaming={streaming ? "" : undefined}>
        {tokens ? blocks(tokens, false) : <p class="ck-md-source">{value}</p>}
      </div>
    </ImageDomains.Provider>
  );
}
