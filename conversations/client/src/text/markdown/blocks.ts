/** Markdown to blocks, line by line; what is inside of them is read when all definitions are known. */
import { blockFormula } from "./formulas";
import { readInline } from "./inline";
import {
  beginsHtml,
  closingFence,
  FENCE,
  FORMULA,
  HEADING,
  Inside,
  indentOf,
  interrupts,
  isBlank,
  isCode,
  MARKER,
  QUOTE,
  RULE,
  UNDERLINE,
  untabbed,
} from "./lines";
import { normalise, type References, readDefinition } from "./links";
import { listAt } from "./lists";
import { tableAt } from "./tables";
import type { Block, Token } from "./tokens";

/** Deeper nesting is text: nobody means it, and each level is a call. */
const DEEPEST = 24;
/** In lines. */
const LONGEST_FORMULA = 200;
const LONGEST_DEFINITION = 12;
const FOOTNOTE = /^ {0,3}\[\^([^\s\]]+)\]:[ \t]*(.*)$/;

/** One reading of one text: its definitions, and the inline texts that wait for them. */
export class Reading {
  readonly references: References = new Map();
  private readonly waiting: (() => void)[] = [];

  /** The inline tokens of `text`, filled in when the blocks are read. */
  inline(text: string): Token[] {
    const tokens: Token[] = [];
    this.waiting.push(() => tokens.push(...readInline(text, this.references)));
    return tokens;
  }

  finish(): void {
    for (const read of this.waiting) read();
  }
}

/** A block, and how many lines it takes. */
export interface Found {
  block: Block;
  lines: number;
}

export function readBlocks(
  source: readonly string[],
  reading: Reading,
  { depth = 0, inList = false } = {},
): Block[] {
  const lines = source.map((line) => untabbed(line));
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; ) {
    const found = blockAt(lines, at, reading, { depth, inList });
    const raw = source.slice(at, at + found.lines).join("\n");
    at += found.lines;
    blocks.push({ ...found.block, raw: at < lines.length ? `${raw}\n` : raw });
  }
  return blocks;
}

type Place = { depth: number; inList: boolean };

function blockAt(lines: string[], at: number, reading: Reading, place: Place): Found {
  const line = lines[at] ?? "";
  if (isBlank(line)) return { block: { type: "space", raw: "" }, lines: blankLines(lines, at) };
  if (isCode(line)) return indentedCode(lines, at);
  if (FENCE.test(line)) return fence(lines, at);
  if (RULE.test(line)) return { block: { type: "hr", raw: "" }, lines: 1 };
  if (HEADING.test(line)) return heading(line, reading);
  const nested = place.depth < DEEPEST ? container(lines, at, reading, place.depth + 1) : undefined;
  return (
    nested ??
    formula(lines, at) ??
    html(lines, at) ??
    tableAt(lines, at, reading) ??
    footnote(lines, at, reading) ??
    definition(lines, at, reading) ??
    paragraph(lines, at, reading, place.inList)
  );
}

function container(
  lines: string[],
  at: number,
  reading: Reading,
  depth: number,
): Found | undefined {
  const line = lines[at] ?? "";
  if (QUOTE.test(line)) return quote(lines, at, reading, depth);
  return MARKER.test(line) ? listAt(lines, at, reading, depth) : undefined;
}

function blankLines(lines: string[], at: number): number {
  let end = at + 1;
  while (end < lines.length && isBlank(lines[end])) end += 1;
  return end - at;
}

function indentedCode(lines: string[], at: number): Found {
  let end = at + 1;
  for (let next = end; next < lines.length; next += 1) {
    const line = lines[next] ?? "";
    if (isCode(line)) end = next + 1;
    else if (!isBlank(line)) break;
  }
  const text = lines.slice(at, end).map((line) => line.slice(4));
  return { block: { type: "code", raw: "", lang: "", text: text.join("\n") }, lines: end - at };
}

/** Without its end it goes on to the end of the text: it may still be on the way. */
function fence(lines: string[], at: number): Found {
  const [, indent = "", , info = ""] = FENCE.exec(lines[at] ?? "") ?? [];
  const closing = closingFence(lines[at] ?? "");
  const end = lines.findIndex((line, index) => index > at && closing?.test(line));
  const last = end < 0 ? lines.length : end;
  const text = lines
    .slice(at + 1, last)
    .map((line) => line.slice(Math.min(indent.length, indentOf(line))));
  // A text that ends in a new line ends the code before that line.
  if (end < 0 && text.at(-1) === "") text.pop();
  const block: Block = { type: "code", raw: "", lang: info.trim(), text: text.join("\n") };
  return { block, lines: (end < 0 ? lines.length : end + 1) - at };
}

function heading(line: string, reading: Reading): Found {
  const [, marks = "", rest = ""] = HEADING.exec(line) ?? [];
  const text = rest.trim().replace(/(?:^|[ \t]+)#+$/, "");
  const tokens = reading.inline(text.trim());
  return { block: { type: "heading", raw: "", depth: marks.length, tokens }, lines: 1 };
}

/** Lines with `>`, and those that go on with the paragraph at their end. */
function quote(lines: string[], at: number, reading: Reading, depth: number): Found {
  const inside = new Inside();
  let end = at;
  for (; end < lines.length; end += 1) {
    const line = lines[end] ?? "";
    const mark = QUOTE.exec(line)?.[0];
    if (mark) inside.push(untabbed(line.slice(mark.length), mark.length).replace(/^ /, ""));
    else if (!inside.takes(line)) break;
  }
  const tokens = readBlocks(inside.lines, reading, { depth });
  return { block: { type: "blockquote", raw: "", tokens }, lines: end - at };
}

function formula(lines: string[], at: number): Found | undefined {
  if (!FORMULA.test(lines[at] ?? "")) return undefined;
  const found = blockFormula(lines.slice(at, at + LONGEST_FORMULA).join("\n"));
  return found && { block: found, lines: found.raw.split("\n").length };
}

/** How many lines there are from `at` to the next blank one. */
function blankAfter(lines: string[], at: number): number {
  let end = at + 1;
  while (end < lines.length && !isBlank(lines[end])) end += 1;
  return end - at;
}

/** Raw HTML ends with a blank line. It is shown as it is. */
function html(lines: string[], at: number): Found | undefined {
  if (!beginsHtml(lines[at] ?? "")) return undefined;
  return { block: { type: "html", raw: "" }, lines: blankAfter(lines, at) };
}

function footnote(lines: string[], at: number, reading: Reading): Found | undefined {
  const [, id = "", text = ""] = FOOTNOTE.exec(lines[at] ?? "") ?? [];
  if (!id) return undefined;
  reading.references.set(normalise(`^${id}`), { href: "", title: "" });
  const length = blankAfter(lines, at);
  const tokens = reading.inline([text, textOf(lines, at + 1, at + length)].join("\n").trim());
  return { block: { type: "footnote_text", raw: "", id, tokens }, lines: length };
}

function definition(lines: string[], at: number, reading: Reading): Found | undefined {
  if (!/^ {0,3}\[/.test(lines[at] ?? "")) return undefined;
  const end = at + Math.min(blankAfter(lines, at), LONGEST_DEFINITION);
  const source = lines.slice(at, end).join("\n");
  const length = readDefinition(source, reading.references);
  if (!length) return undefined;
  return { block: { type: "def", raw: "" }, lines: source.slice(0, length).split("\n").length };
}

function paragraph(lines: string[], at: number, reading: Reading, inList: boolean): Found {
  let end = at + 1;
  for (; end < lines.length; end += 1) {
    // A row of dashes would be a rule, were there no paragraph above it.
    if (UNDERLINE.test(lines[end] ?? "")) return underlined(lines, at, end, reading);
    if (interrupts(lines[end] ?? "") || tableAt(lines, end) || formula(lines, end)) break;
  }
  const text = textOf(lines, at, end);
  const tokens = reading.inline(text);
  const block: Block = inList
    ? { type: "text", raw: "", text, tokens }
    : { type: "paragraph", raw: "", tokens };
  return { block, lines: end - at };
}

function underlined(lines: string[], at: number, end: number, reading: Reading): Found {
  const depth = lines[end]?.includes("=") ? 1 : 2;
  const tokens = reading.inline(textOf(lines, at, end));
  return { block: { type: "heading", raw: "", depth, tokens }, lines: end + 1 - at };
}

function textOf(lines: string[], at: number, end: number): string {
  const text = lines.slice(at, end).map((line) => line.trimStart());
  return text.join("\n").trimEnd();
}
