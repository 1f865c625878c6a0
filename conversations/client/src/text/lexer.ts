/** Markdown to tokens: GFM with formulas. */
import { Reading, readBlocks } from "./markdown/blocks";
import type { Token } from "./markdown/tokens";

export type * as Tokens from "./markdown/tokens";
export type { Token };

export function lex(source: string): Token[] {
  const reading = new Reading();
  const tokens = source === "" ? [] : readBlocks(source.split("\n"), reading);
  reading.finish();
  return tokens;
}

/** Lexes a growing text again and again, each time only from its last blocks on. */
export class StreamLexer {
  #tokens: Token[] = [];

  lex(source: string): Token[] {
    const finished = this.#tokens.slice(0, -3);
    const start = finished.map((token) => token.raw).join("");
    const grown = finished.length > 0 && source.startsWith(start);
    this.#tokens = grown ? [...finished, ...lex(source.slice(start.length))] : lex(source);
    return this.#tokens;
  }
}

export { plain } from "./plain";
