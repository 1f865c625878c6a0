import type { Found, Reading } from "./blocks";
import { interrupts } from "./lines";
import type { Align, Block, TableCell } from "./tokens";

const DELIMITERS = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;

/** The cells of a row, without the pipes at its ends; `\|` is a pipe inside of a cell. */
function cellsOf(line: string): string[] {
  const cells = line
    .trim()
    .replace(/^\|/, "")
    .split(/(?<!\\)\|/);
  if (cells.length > 1 && cells.at(-1)?.trim() === "") cells.pop();
  return cells.map((cell) => cell.replaceAll("\\|", "|").trim());
}

function alignOf(delimiter: string): Align {
  const [left, right] = [delimiter.startsWith(":"), delimiter.endsWith(":")];
  return left && right ? "center" : right ? "right" : left ? "left" : null;
}

/** The table at `at`, whose second line decides. Without a reading: whether there is one. */
export function tableAt(lines: string[], at: number): boolean;
export function tableAt(lines: string[], at: number, reading: Reading): Found | undefined;
export function tableAt(lines: string[], at: number, reading?: Reading) {
  const [head = "", delimiters = ""] = [lines[at], lines[at + 1]];
  const isTable =
    (head + delimiters).includes("|") &&
    DELIMITERS.test(delimiters) &&
    cellsOf(head).length === cellsOf(delimiters).length;
  if (!reading) return isTable;
  return isTable ? readTable(lines, at, reading) : undefined;
}

function readTable(lines: string[], at: number, reading: Reading): Found {
  const cell = (text: string): TableCell => ({
    type: "cell",
    raw: text,
    text,
    tokens: reading.inline(text),
  });
  const align = cellsOf(lines[at + 1] ?? "").map(alignOf);
  const rows: TableCell[][] = [];
  let end = at + 2;
  for (; end < lines.length && !interrupts(lines[end] ?? ""); end += 1) {
    const cells = cellsOf(lines[end] ?? "");
    rows.push(align.map((_, column) => cell(cells[column] ?? "")));
  }
  const header = cellsOf(lines[at] ?? "").map(cell);
  const block: Block = { type: "table", raw: "", align, header, rows };
  return { block, lines: end - at };
}
