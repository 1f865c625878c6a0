/** The named character references that occur in prose, each with its character; others stay as they are. */
const NAMED = new Map(
  (
    "amp&,apos',bull•,cent¢,colon:,copy©,deg°,divide÷,euro€,ge≥,gt>,harr↔,hellip…,infin∞," +
    "laquo«,larr←,ldquo“,le≤,lsquo‘,lt<,mdash—,middot·,minus−,nbsp\u00a0,ndash–,ne≠," +
    'NewLine\n,para¶,plusmn±,pound£,quot",rarr→,raquo»,rdquo”,reg®,rsquo’,sect§,shy\u00ad,' +
    "Tab\t,times×,trade™,yen¥"
  )
    .split(",")
    .map((entry) => [entry.slice(0, -1), entry.slice(-1)]),
);

function character(code: number): string {
  const valid = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return valid ? String.fromCodePoint(code) : "\ufffd";
}

/** Decodes character references once, as an HTML parser would. */
export function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(
    /&(?:#x([\da-f]{1,6})|#(\d{1,7})|([a-z]\w{1,9}));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (hex) return character(Number.parseInt(hex, 16));
      if (decimal) return character(Number(decimal));
      return NAMED.get(name ?? "") ?? whole;
    },
  );
}
