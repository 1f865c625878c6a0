/** A rough reading of TeX in plain characters, for names and labels. */

const SYMBOLS: Record<string, string> = {
  approx: "≈",
  cdot: "·",
  cup: "∪",
  cap: "∩",
  div: "÷",
  dots: "…",
  equiv: "≡",
  exists: "∃",
  forall: "∀",
  ge: "≥",
  geq: "≥",
  in: "∈",
  infty: "∞",
  int: "∫",
  ldots: "…",
  le: "≤",
  leq: "≤",
  ne: "≠",
  neq: "≠",
  notin: "∉",
  pm: "±",
  prod: "∏",
  rightarrow: "→",
  Rightarrow: "⇒",
  subset: "⊂",
  sum: "∑",
  times: "×",
  to: "→",
};

const LAYOUT =
  /\\(left|right|big|Big|bigg|displaystyle|textstyle|quad|qquad|mathrm|mathbf|mathit|mathbb|text|operatorname)\b\s*/g;

export function texAsText(tex: string): string {
  return tex
    .replace(LAYOUT, " ")
    .replace(/\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g, "($1)/($2)")
    .replace(/\\sqrt\s*\{([^{}]*)\}/g, "√($1)")
    .replace(/\\([A-Za-z]+)/g, (_whole, name: string) =>
      Object.hasOwn(SYMBOLS, name) ? ` ${SYMBOLS[name]} ` : ` ${name} `,
    )
    .replace(/\\[,;:! ]/g, " ")
    .replace(/\\([{}%$#&_])/g, "$1")
    .replace(/([_^])\{(\w)\}/g, "$1$2")
    .replace(/[{]/g, "(")
    .replace(/[}]/g, ")")
    .replace(/\s+/g, " ")
    .trim();
}
