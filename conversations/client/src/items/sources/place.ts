import type { ComponentChild } from "preact";
import type { Token } from "../../text/lexer";

/** Something that stands in formatted text at `at`, counted in its source. */
export interface Insert {
  at: number;
  /** A block is drawn again when the keys of what stands in it change. */
  key: string;
  draw: () => ComponentChild;
}

interface Piece {
  type: string;
  raw: string;
  text?: string;
  tokens?: Piece[];
  items?: Piece[];
  header?: Cell[];
  rows?: Cell[][];
}
interface Cell {
  text: string;
  tokens: Piece[];
}

/** The tokens of a text with the inserts among them; they stand behind what they would cut in two. */
export function place(tokens: readonly Token[], inserts: readonly Insert[]): Token[] {
  return inBlocks(tokens as Piece[], starts(wholeOf(tokens), tokens, 0), inserts) as Token[];
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
function inBlocks(blocks: Piece[], begins: number[], inserts: readonly Insert[]): Piece[] {
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

function inBlock(block: Piece, begin: number, inserts: readonly Insert[]): Piece[] {
  const variant = inserts.map(({ at, key }) => `${at - begin} ${key}`).join();
  if (block.items) {
    const items = inBlocks(block.items, starts(block.raw, block.items, begin), inserts);
    return [{ ...block, variant, items } as Piece];
  }
  if (block.rows) return [{ ...inTable(block, begin, inserts), variant } as Piece];
  if (!block.tokens?.length) {
    const behind = { type: "paragraph", raw: "", variant, tokens: inserts.map(toPiece) };
    return [block, behind as Piece];
  }
  const begins = starts(block.raw, block.tokens, begin);
  const inside = block.type === "list_item" || block.type === "blockquote" ? inBlocks : inLine;
  return [{ ...block, variant, tokens: inside(block.tokens, begins, inserts) } as Piece];
}

function inTable(table: Piece, begin: number, inserts: readonly Insert[]): Piece {
  const rows = [table.header ?? [], ...(table.rows ?? [])];
  const cells = rows.flat().map(({ text, tokens }) => ({ type: "text", raw: text, tokens }));
  const filled = inBlocks(cells, starts(table.raw, cells, begin), inserts);
  let at = 0;
  const next = (cell: Cell) => ({ ...cell, tokens: filled[at++]?.tokens ?? [] });
  const [header, ...body] = rows.map((row) => row.map(next));
  return { ...table, header: header ?? [], rows: body };
}

function inLine(pieces: Piece[], begins: number[], inserts: readonly Insert[]): Piece[] {
  let left = inserts;
  return pieces.flatMap((piece, index) => {
    const begin = begins[index] ?? 0;
    const isLast = index === pieces.length - 1;
    const here = left.filter(({ at }) => isLast || at <= begin + piece.raw.length);
    left = left.slice(here.length);
    return here.length > 0 ? inPiece(piece, begin, here) : [piece];
  });
}

const EMPHASIS = new Set(["strong", "em", "del"]);

function inPiece(piece: Piece, begin: number, inserts: readonly Insert[]): Piece[] {
  const end = begin + piece.raw.length;
  const inside = inserts.filter(({ at }) => at < end);
  const behind = inserts.filter(({ at }) => at >= end).map(toPiece);
  if (inside.length === 0) return [piece, ...behind];
  if (EMPHASIS.has(piece.type) && piece.tokens) {
    const tokens = inLine(piece.tokens, starts(piece.raw, piece.tokens, begin), inside);
    return [{ ...piece, tokens }, ...behind];
  }
  if (piece.type === "text" && !piece.tokens) return [...split(piece, begin, inside), ...behind];
  return [piece, ...inserts.map(toPiece)];
}

/** A text in pieces, never cut inside a character reference. */
function split(piece: Piece, begin: number, inserts: readonly Insert[]): Piece[] {
  const source = piece.text ?? piece.raw;
  const pieces: Piece[] = [];
  let done = 0;
  for (const insert of inserts) {
    let cut = Math.max(done, insert.at - begin);
    const reference = /&#?\w{0,10}$/.exec(source.slice(0, cut));
    const rest = reference && /^#?\w{0,10};/.exec(source.slice(cut));
    if (rest) cut += rest[0].length;
    if (cut > done) pieces.push(textPiece(source.slice(done, cut)));
    pieces.push(toPiece(insert));
    done = cut;
  }
  return done < source.length ? [...pieces, textPiece(source.slice(done))] : pieces;
}

const textPiece = (text: string): Piece => ({ type: "text", raw: text, text });

const toPiece = ({ draw }: Insert): Piece => ({ type: "insert", raw: "", draw }) as Piece;
