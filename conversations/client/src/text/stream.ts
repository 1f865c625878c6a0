/** Markdown that is still being written. */
import { DEFINITION, lex, type Token } from "./lexer";
import { tidied } from "./unfinished";

/**
 * Lexes a growing text again and again, each time only from its last blocks on; all of it where
 * a definition may change what was read before.
 */
export class StreamLexer {
  #tokens: Token[] = [];

  lex(whole: string): Token[] {
    const source = tidied(whole);
    const finished = this.#tokens.slice(0, -3);
    const start = finished.map((token) => token.raw).join("");
    const isDefined = source.search(DEFINITION) >= 0;
    const grown = finished.length > 0 && !isDefined && source.startsWith(start);
    this.#tokens = grown ? [...finished, ...lex(source.slice(start.length))] : lex(source);
    return this.#tokens;
  }
}
