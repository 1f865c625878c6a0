/** Markdown to tokens: GFM with formulas. */
import { Marked, type Token, type TokenizerAndRendererExtension, type Tokens } from "marked";

export type MathToken = { type: "math"; raw: string; tex: string; display: boolean };

/** Pandoc's rule, so that "$5 and $6" is money: no space inside the dollars, no digit after. */
const INLINE_DOLLARS = /^\$(?![\s$])((?:\\[^\n]|[^\\$`\n])*(?:\\[^\s]|[^\\\s$`]))\$(?!\d)/;
const DISPLAY_DOLLARS = /^\$\$(?!\$)((?:\\[\s\S]|(?!\n[ \t]*\n)[^\\$])+)\$\$/;
const INLINE_PARENS = /^\\\(((?:(?!\\\)|\n\n)[\s\S])+)\\\)/;
const DISPLAY_BRACKETS = /^\\\[((?:(?!\\\]|\n\n)[\s\S])+)\\\]/;

function formula(match: RegExpExecArray | null, display: boolean): MathToken | undefined {
  const tex = match?.[1]?.trim();
  return match && tex ? { type: "math", raw: match[0], tex, display } : undefined;
}

function inlineFormula(source: string): MathToken | undefined {
  return (
    formula(DISPLAY_DOLLARS.exec(source), true) ??
    formula(INLINE_DOLLARS.exec(source), false) ??
    formula(INLINE_PARENS.exec(source), false) ??
    formula(DISPLAY_BRACKETS.exec(source), true)
  );
}

/** A formula that has its lines for itself. */
function blockFormula(source: string): MathToken | undefined {
  const match = /^ {0,3}(?=\$\$|\\\[)/.exec(source);
  if (!match) return undefined;
  const rest = source.slice(match[0].length);
  const found = formula(DISPLAY_DOLLARS.exec(rest) ?? DISPLAY_BRACKETS.exec(rest), true);
  const end = found && /^[ \t]*(?:\n+|$)/.exec(rest.slice(found.raw.length));
  return found && end ? { ...found, raw: match[0] + found.raw + end[0] } : undefined;
}

function startOf(pattern: RegExp) {
  return (source: string): number | undefined => {
    const index = source.search(pattern);
    return index < 0 ? undefined : index;
  };
}

const extensions: TokenizerAndRendererExtension[] = [
  {
    name: "math",
    level: "block",
    start: startOf(/\n {0,3}(?:\$\$|\\\[)/),
    tokenizer: blockFormula,
  },
  { name: "math", level: "inline", start: startOf(/\$|\\[([]/), tokenizer: inlineFormula },
];

const marked = new Marked({ gfm: true, extensions });

export function lex(source: string): Token[] {
  return marked.lexer(source);
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
export type { Token, Tokens };
