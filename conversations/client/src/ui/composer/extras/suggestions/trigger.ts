import type { PlacedTag } from "../../../../state/composer-text";

/** Where in the text something is looked for: from `start`, its sign included, to `end`, the caret. */
export interface Trigger {
  kind: "tag" | "command";
  start: number;
  end: number;
  query: string;
}

/** Names are found by their first words; a long line after an "@" is no search. */
const LONGEST_QUERY = 50;

/** "@" and "/" count at the beginning of a word; "a@b.org" and "1/2" look for nothing. */
export function findTrigger(
  text: string,
  caret: number,
  tags: readonly PlacedTag[],
  offered: { tags: boolean; commands: boolean },
): Trigger | null {
  const line = text.slice(0, caret).split("\n").at(-1) ?? "";
  const found = [
    offered.tags && match("tag", /(?:^|[\s(])@([^@]*)$/, line, caret),
    offered.commands && match("command", /(?:^|\s)\/([^/]*)$/, line, caret),
  ];
  const [last] = found.flatMap((trigger) => trigger || []).sort((a, b) => b.start - a.start);
  if (!last || last.query.length > LONGEST_QUERY || /^\s/.test(last.query)) return null;
  return tags.some(({ start }) => start === last.start) ? null : last;
}

function match(kind: Trigger["kind"], pattern: RegExp, line: string, end: number): Trigger | null {
  const query = pattern.exec(line)?.[1];
  return query === undefined ? null : { kind, start: end - query.length - 1, end, query };
}
