/** Markdown to tokens. Paragraphs are read at once; what reads blocks is loaded with the first of them. */
import { Lazy } from "../lazy";
import { readInline } from "./markdown/inline";
import type { Token } from "./markdown/tokens";

export const blockReader = new Lazy("blocks of text", () => import("./lexer"));

/** A line that may begin something else than a paragraph, end one, or define what others mean. */
const BLOCK = new RegExp(
  [
    String.raw`^ {0,3}(?:[*+-]|\d{1,9}[.)]|#{1,6})(?:[ \t]|$)`,
    String.raw`^ {0,3}(?:>|\x60{3}|~{3}|<[a-z/!?]|\[|\$\$|\\\[)`,
    String.raw`^[ \t]*(?:=+|(?:[*_][ \t]*){3,})[ \t]*$`,
    String.raw`^[ \t|:]*-[ \t|:-]*$`,
    String.raw`^(?: {4}|[ \t]*\t|[ \t]+$)`,
  ].join("|"),
  "im",
);

export function hasBlocks(source: string): boolean {
  return BLOCK.test(source);
}

/** The tokens of `source`; without a reader of blocks all of it is paragraphs. */
export function read(source: string, reader = blockReader.loaded): Token[] {
  return reader && hasBlocks(source) ? reader.lex(source) : paragraphs(source);
}

function paragraphs(source: string): Token[] {
  const found = source.match(/[^\n]+(?:\n[^\n]+)*\n*/g) ?? [];
  return found.map((raw) => {
    const lines = raw.split("\n").map((line) => line.trimStart());
    return { type: "paragraph", raw, tokens: readInline(lines.join("\n").trim(), new Map()) };
  });
}
