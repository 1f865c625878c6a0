import type { Formula } from "./tokens";

/** Pandoc's rule, so that "$5 and $6" is money: no space inside the dollars, no digit after. */
const INLINE_DOLLARS = /^\$(?![\s$])((?:\\[^\n]|[^\\$`\n])*(?:\\[^\s]|[^\\\s$`]))\$(?!\d)/;
const DISPLAY_DOLLARS = /^\$\$(?!\$)((?:\\[\s\S]|(?!\n[ \t]*\n)[^\\$])+)\$\$/;
const INLINE_PARENS = /^\\\(((?:(?!\\\)|\n\n)[\s\S])+)\\\)/;
const DISPLAY_BRACKETS = /^\\\[((?:(?!\\\]|\n\n)[\s\S])+)\\\]/;

function formula(match: RegExpExecArray | null, display: boolean): Formula | undefined {
  const tex = match?.[1]?.trim();
  return match && tex ? { type: "math", raw: match[0], tex, display } : undefined;
}

/** The formula that `source` begins with. */
export function inlineFormula(source: string): Formula | undefined {
  return (
    formula(DISPLAY_DOLLARS.exec(source), true) ??
    formula(INLINE_DOLLARS.exec(source), false) ??
    formula(INLINE_PARENS.exec(source), false) ??
    formula(DISPLAY_BRACKETS.exec(source), true)
  );
}

/** The formula that `source` begins with and that has its lines for itself. */
export function blockFormula(source: string): Formula | undefined {
  const match = /^ {0,3}(?=\$\$|\\\[)/.exec(source);
  if (!match) return undefined;
  const rest = source.slice(match[0].length);
  const found = formula(DISPLAY_DOLLARS.exec(rest) ?? DISPLAY_BRACKETS.exec(rest), true);
  const end = found && /^[ \t]*(?=\n|$)/.exec(rest.slice(found.raw.length));
  return found && end ? { ...found, raw: match[0] + found.raw + end[0] } : undefined;
}
