import type { Link, Token } from "./tokens";

export interface Target {
  href: string;
  title: string;
}

/** Link targets by the normalised label of their definition. */
export type References = Map<string, Target>;

/** One character of a bare address; brackets in it are balanced, two deep. */
const CHARACTER = String.raw`\\.|[^\\()\s\u0001-\u001f]|\u00a0`;
const PARENS = String.raw`\((?:${CHARACTER}|\((?:${CHARACTER})*\))*\)`;
const DESTINATION = String.raw`<((?:\\.|[^\\<>\n])*)>|((?!<)(?:${CHARACTER}|${PARENS})+)`;
const TITLE = String.raw`"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|\(((?:\\.|[^()\\])*)\)`;
const INLINE = new RegExp(
  String.raw`^\([ \t\n]*(?:(?:${DESTINATION})(?:[ \t\n]+(?:${TITLE}))?)?[ \t\n]*\)`,
);
const DEFINITION = new RegExp(
  String.raw`^ {0,3}\[((?:\\.|[^\\[\]])+)\]:[ \t]*\n?[ \t]*(?:${DESTINATION})(?:(?:[ \t]+|[ \t]*\n[ \t]*)(?:${TITLE}))?[ \t]*(?=\n|$)`,
);
const LABEL = /^\[((?:\\.|[^\\[\]])*)\]/;

export function normalise(label: string): string {
  return label.trim().replace(/\s+/g, " ").toLowerCase().toUpperCase();
}

function unescaped(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])/g, "$1");
}

function target(parts: readonly (string | undefined)[]): Target {
  const [bracketed, bare, double, single, parens] = parts;
  return {
    href: unescaped(bracketed ?? bare ?? ""),
    title: unescaped(double ?? single ?? parens ?? ""),
  };
}

/** The definition that `source` begins with; the first of a label counts. Gives its length, 0 for none. */
export function readDefinition(source: string, references: References): number {
  const match = DEFINITION.exec(source);
  const label = normalise(match?.[1] ?? "");
  if (!match || !label) return 0;
  if (!references.has(label)) references.set(label, target(match.slice(2)));
  return match[0].length;
}

/** Where the brackets around `text` lead, given what follows them; with the length of that. */
export function readTarget(
  text: string,
  after: string,
  references: References,
): (Target & { length: number }) | undefined {
  const inline = INLINE.exec(after);
  if (inline) return { ...target(inline.slice(1)), length: inline[0].length };
  const label = LABEL.exec(after);
  const found = references.get(normalise(label?.[1] || text));
  return found && { ...found, length: label?.[0].length ?? 0 };
}

/** An address in angle brackets, or bare. */
export function autolink(address: string, raw = address): Link {
  const isMail = !/^[a-z][a-z0-9+.-]*:/i.test(address) && address.includes("@");
  const href = isMail ? `mailto:${address}` : address.replace(/^www\./i, "https://www.");
  const text: Token = { type: "text", raw: address, text: address };
  return { type: "link", raw, href, title: "", tokens: [text] };
}

const BARE = /(?<![\w/.@+-])(?:(?:https?:\/\/|www\.)[\w-][^\s<]*|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)/gi;

/** Without what belongs to the sentence around it: its last punctuation, a bracket it didn't open. */
function trimmed(address: string): string {
  let unopened = address.split(")").length - address.split("(").length;
  let end = address.length;
  for (; end > 0; end -= 1) {
    const char = address[end - 1] ?? "";
    if (char === ")" && unopened > 0) unopened -= 1;
    else if (char === ";") end -= lengthOfReference(address, end) - 1;
    else if (!/[?!.,:*_~'"]/.test(char)) break;
  }
  return address.slice(0, end);
}

function lengthOfReference(text: string, end: number): number {
  return /&[a-z]+;$/i.exec(text.slice(Math.max(0, end - 12), end))?.[0].length ?? 1;
}

/** Text with its bare addresses as links. */
export function withAutolinks(text: string): Token[] {
  const tokens: Token[] = [];
  let from = 0;
  const push = (piece: string) => piece && tokens.push({ type: "text", raw: piece, text: piece });
  for (const match of text.matchAll(BARE)) {
    const address = trimmed(match[0]);
    if (/[_-]$/.test(address) && address.includes("@")) continue;
    push(text.slice(from, match.index));
    tokens.push(autolink(address));
    from = match.index + address.length;
  }
  push(text.slice(from));
  return tokens;
}
