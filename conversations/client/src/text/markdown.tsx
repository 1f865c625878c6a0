import type { JSX } from "preact";
import { useMemo, useRef } from "preact/hooks";
import { blocks } from "./blocks";
import { ImageDomains } from "./inline";
import { lex, StreamLexer } from "./lexer";

const NO_DOMAINS: readonly string[] = [];

/**
 * Markdown (GFM with formulas) as nodes: no HTML string is ever parsed, raw HTML shows as text.
 * While `streaming`, only the last blocks of the growing text are read again.
 */
export function Markdown(props: {
  value: string;
  streaming?: boolean;
  imageDomains?: readonly string[];
}): JSX.Element {
  const { value, streaming = false, imageDomains = NO_DOMAINS } = props;
  const lexer = useRef(new StreamLexer());
  const tokens = useMemo(() => {
    const source = String(value ?? "").replace(/\r\n?/g, "\n");
    return streaming ? lexer.current.lex(source) : lex(source);
  }, [value, streaming]);
  return (
    <ImageDomains.Provider value={imageDomains}>
      <div class="ck-md" data-streaming={streaming ? "" : undefined}>
        {blocks(tokens, false)}
      </div>
    </ImageDomains.Provider>
  );
}
