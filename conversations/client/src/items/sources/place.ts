import type { ComponentChild } from "preact";
import type { Token } from "../../text/lexer";

/** Something that stands in formatted text at `at`, counted in its source. */
export interface Insert {
  at: number;
  /** A block is drawn again when the keys of what stands in it change. */
  key: string;
  draw: () => ComponentChild;
}

interface Node {
  type: string;
  raw: string;
  text?: string;
  tokens?: Node[];
  items?: Node[];
  header?: Cell[];
  rows?: Cell[][];
}
interface Cell {
  text: string;
  tokens: Node[];
}

/** The tokens of a text with the inserts among them; they stand behind what they would cut in two. */
export function place(tokens: readonly Token[], inserts: readonly Insert[]): Token[] {
  return inBlocks(tokens as Node[], starts(wholeOf(tokens), tokens, 0), inserts) as Token[];
}

const wholeOf = (tokens: readonly { raw: string }[]) => tokens.map(({ raw }) => raw).join("");

/** Where in the source each child begins. The inner lines of a child may have lost their indent. */
function starts(source: string, children: readonly { raw: string }[], offset: number): number[] {
  let cursor = 0;
  return children.map(({ raw }) => {
    const line = raw.split("\n", 1)[0] ?? "";
    const start = Math.max(source.indexOf(line, cursor), cursor);
    cursor = start + raw.length;
    return offset + start;
  });
}

/** A block takes what stands up to the beginning of the next one, the last block all that is left. */
function inBlocks(blocks: Node[], begins: number[], inserts: readonly Insert[]): Node[] {
  let left = inserts;
  return blocks.flatMap((block, index) => {
    if (block.type === "space" || left.length === 0) return [block];
    const next = blocks.findIndex(({ type }, at) => at > index && type !== "space");
    const limit = next < 0 ? Number.POSITIVE_INFINITY : (begins[next] ?? 0);
    const here = left.filter(({ at }) => at <= limit);
    left = left.slice(here.length);
    return here.length > 0 ? inBlock(block, begins[index] ?? 0, here) : [block];
  });
}

function inBlock(block: Node, begin: number, inserts: readonly Insert[]): Node[] {
  const variant = inserts.map(({ at, key }) => `${at - begin} ${key}`).join();
  if (block.items) {
    const items = inBlocks(block.items, starts(block.raw, block.items, begin), inserts);
    return [{ ...block, variant, items } as Node];
  }
  if (block.rows) return [{ ...inTable(block, begin, inserts), variant } as Node];
  if (!block.tokens?.length) {
    const behind = { type: "paragraph", raw: "", variant, tokens: inserts.map(toNode) };
    return [block, behind as Node];
  }
  const begins = starts(block.raw, block.tokens, begin);
  const inside = block.type === "list_item" || block.type === "blockquote" ? inBlocks : inLine;
  return [{ ...block, variant, tokens: inside(block.tokens, begins, inserts) } as Node];
}

function inTable(table: Node, begin: number, inserts: readonly Insert[]): Node {
  const rows = [table.header ?? [], ...(table.rows ?? [])];
  const cells = rows.flat().map(({ text, tokens }) => ({ type: "text", raw: text, tokens }));
  const filled = inBlocks(cells, starts(table.raw, cells, begin), inserts);
  let at = 0;
  const next = (cell: Cell) => ({ ...cell, tokens: filled[at++]?.tokens ?? [] });
  const [header, ...body] = rows.map((row) => row.map(next));
  return { ...table, header: header ?? [], rows: body };
}

function inLine(nodes: Node[], begins: number[], inserts: readonly Insert[]): Node[] {
  let left = inserts;
  return nodes.flatMap((node, index) => {
    const begin = begins[index] ?? 0;
    const isLast = index === nodes.length - 1;
    const here = left.filter(({ at }) => isLast || at <= begin + node.raw.length);
    left = left.slice(here.length);
    return here.length > 0 ? inNode(node, begin, here) : [node];
  });
}

const EMPHASIS = new Set(["strong", "em", "del"]);

function inNode(node: Node, begin: number, inserts: readonly Insert[]): Node[] {
  const end = begin + node.raw.length;
  const inside = inserts.filter(({ at }) => at < end);
  const behind = inserts.filter(({ at }) => at >= end).map(toNode);
  if (inside.length === 0) return [node, ...behind];
  if (EMPHASIS.has(node.type) && node.tokens) {
    const tokens = inLine(node.tokens, starts(node.raw, node.tokens, begin), inside);
    return [{ ...node, tokens }, ...behind];
  }
  if (node.type === "text" && !node.tokens) return [...split(node, begin, inside), ...behind];
  return [node, ...inserts.map(toNode)];
}

/** A text in pieces, never cut inside a character reference. */
function split(node: Node, begin: number, inserts: readonly Insert[]): Node[] {
  const source = node.text ?? node.raw;
  const pieces: Node[] = [];
  let done = 0;
  for (const insert of inserts) {
    let cut = Math.max(done, insert.at - begin);
    const reference = /&#?\w{0,10}$/.exec(source.slice(0, cut));
    const rest = reference && /^#?\w{0,10};/.exec(source.slice(cut));
    if (rest) cut += rest[0].length;
    if (cut > done) pieces.push(textNode(source.slice(done, cut)));
    pieces.push(toNode(insert));
    done = cut;
  }
  return done < source.length ? [...pieces, textNode(source.slice(done))] : pieces;
}

const textNode = (text: string): Node => ({ type: "text", raw: text, text });

const toNode = ({ draw }: Insert): Node => ({ type: "insert", raw: "", draw }) as Node;
