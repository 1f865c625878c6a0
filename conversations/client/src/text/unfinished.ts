/**
 * A text that is still being written, as it will probably go on: what has begun is ended, and what says
 * nothing yet is left out. So nobody sees marks that turn into something else a moment later.
 */
export function tidied(source: string): string {
  if (isInFence(source)) return source.replace(/\n[`~]{1,2}$/, "");
  const start = source.lastIndexOf("\n\n") + 1;
  const block = withoutTableHead(withoutMarker(source.slice(start)));
  return source.slice(0, start) + ended(block);
}

function isInFence(source: string): boolean {
  const fences = source.match(/^[ \t>]*(```|~~~)/gm) ?? [];
  return fences.length % 2 === 1;
}

/** A last line that may become a list, a heading, a quote or a rule, or underline the one before. */
function withoutMarker(block: string): string {
  return block.replace(/(^|\n)[ \t]*(?:[-=+*#>]+|\d{1,3}[.)]?|[-+*] \[[ x]?)[ \t]*$/, "$1");
}

/** The first two lines of a table are none without the third. */
function withoutTableHead(block: string): string {
  const lines = block.split("\n");
  const last = lines.at(-1) === "" ? lines.length - 1 : lines.length;
  let first = last;
  while (first > 0 && /^[ \t]*\|/.test(lines[first - 1] ?? "")) first -= 1;
  if (first === last || last - first > 2) return block;
  return lines
    .slice(0, first)
    .map((line) => `${line}\n`)
    .join("");
}

function ended(block: string): string {
  if (count(block, "`") % 2 === 1) return close(block, "`");
  return ["**", "~~", "*", "_"].reduce(closeEmphasis, withoutLink(block));
}

const count = (text: string, mark: string) => text.split(mark).length - 1;

/** The words of a link whose address is not there yet; of a picture or a footnote nothing. */
function withoutLink(block: string): string {
  const at = block.lastIndexOf("[");
  const [, words] = /^\[([^\]\n]*)(?:\](?:\([^)\n]*)?)?$/.exec(block.slice(at)) ?? [];
  if (at < 0 || words === undefined || block[at - 1] === "\\") return block;
  if (block[at - 1] === "!") return block.slice(0, at - 1);
  return block.slice(0, at) + (words.startsWith("^") ? "" : words);
}

const OPEN: Record<string, RegExp> = {
  "*": /(?:^|[\s(])\*(?![\s*])[^*\n]*$/,
  _: /(?:^|[\s(])_(?![\s_])[^_\n]*$/,
};

function closeEmphasis(block: string, mark: string): string {
  const half = mark.length > 1 && block.endsWith(mark.slice(1)) && !block.endsWith(mark);
  const isOpen = OPEN[mark]?.test(block) ?? count(block, mark) % 2 === 1;
  return isOpen ? close(half ? block.slice(0, -1) : block, mark) : block;
}

/** Ends what `mark` began; takes the mark away when nothing has come after it. */
function close(block: string, mark: string): string {
  const words = block.trimEnd();
  if (!words.endsWith(mark)) return words + mark;
  return words.slice(0, words.length - mark.length);
}
