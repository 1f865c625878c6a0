import { type Found, type Reading, readBlocks } from "./blocks";
import { Inside, indentOf, isBlank, MARKER, RULE, untabbed } from "./lines";
import type { Block, ListItem } from "./tokens";

const TASK = /^\[([ xX])\](?=\s)\s+/;

interface Marker {
  /** `-`, `*`, `+`, `.` or `)`: another kind begins another list. */
  kind: string;
  start: number;
  /** How far the item's lines are indented. */
  width: number;
  text: string;
}

function markerOf(line: string): Marker | undefined {
  const match = RULE.test(line) ? null : MARKER.exec(line);
  const [whole = "", , mark = ""] = match ?? [];
  if (!match) return undefined;
  const rest = untabbed(line.slice(whole.length), whole.length);
  const gap = indentOf(rest);
  const isOff = isBlank(rest) || gap > 4;
  const width = whole.length + (isOff ? 1 : gap);
  return {
    kind: mark.slice(-1),
    start: Number.parseInt(mark, 10),
    width,
    text: rest.slice(isOff ? 1 : gap),
  };
}

/** The list whose first item is at `at`: all items with its kind of marker. */
export function listAt(
  lines: string[],
  at: number,
  reading: Reading,
  depth: number,
): Found | undefined {
  const first = markerOf(lines[at] ?? "");
  if (!first) return undefined;
  const items: ListItem[] = [];
  let loose = false;
  let end = at;
  for (let next = at; next < lines.length; ) {
    const marker = markerOf(lines[next] ?? "");
    if (marker?.kind !== first.kind) break;
    const inside = itemLines(lines, next, marker);
    const item = readItem(inside, reading, depth);
    loose ||= next > end || isSpread(item);
    items.push(item);
    end = next + inside.length;
    next = end;
    while (next < lines.length && isBlank(lines[next])) next += 1;
  }
  const ordered = !Number.isNaN(first.start);
  const block: Block = { type: "list", raw: "", ordered, start: first.start, loose, items };
  return { block, lines: end - at };
}

/** The lines of one item without their indentation; blank ones at its end are not part of it. */
function itemLines(lines: string[], at: number, marker: Marker): string[] {
  const inside = new Inside();
  inside.push(marker.text);
  for (let next = at + 1; next < lines.length; next += 1) {
    const line = lines[next] ?? "";
    if (isBlank(line)) {
      if (inside.lines.length === 1 && isBlank(marker.text)) break;
      inside.push("");
    } else if (indentOf(line) >= marker.width) inside.push(line.slice(marker.width));
    else if (!inside.takes(line)) break;
  }
  const last = inside.lines.findLastIndex((line) => !isBlank(line));
  return inside.lines.slice(0, Math.max(last, 0) + 1);
}

function readItem(inside: string[], reading: Reading, depth: number): ListItem {
  const task = TASK.exec(inside[0] ?? "");
  if (task) inside[0] = inside[0]?.slice(task[0].length) ?? "";
  const tokens: ListItem["tokens"] = readBlocks(inside, reading, { depth, inList: true });
  if (task) tokens.unshift({ type: "checkbox", raw: task[0], checked: task[1] !== " " });
  return { type: "list_item", raw: inside.join("\n"), task: !!task, tokens };
}

/** A blank line between two of its blocks. */
function isSpread({ tokens }: ListItem): boolean {
  return tokens.slice(1, -1).some(({ type }) => type === "space");
}
