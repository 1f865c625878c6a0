/** Lines, and what their beginnings say. */

export const FENCE = /^( {0,3})(`{3,}(?=[^`]*$)|~{3,})(.*)$/;
export const HEADING = /^ {0,3}(#{1,6})(?=[ \t]|$)(.*)$/;
export const RULE = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
export const QUOTE = /^ {0,3}>/;
export const MARKER = /^( {0,3})([*+-]|\d{1,9}[.)])(?=[ \t]|$)/;
export const UNDERLINE = /^ {0,3}(=+|-+)[ \t]*$/;
export const FORMULA = /^ {0,3}(?:\$\$|\\\[)/;
const BLOCK_TAGS =
  "address|article|aside|blockquote|body|center|dd|details|dialog|div|dl|dt|fieldset|figure|footer|form|frame|h[1-6]|head|header|hr|html|iframe|li|link|main|menu|meta|nav|ol|p|pre|script|section|style|summary|table|tbody|td|textarea|tfoot|th|thead|title|tr|ul";
export const HTML = new RegExp(`^ {0,3}<(?:/?(?:${BLOCK_TAGS})(?=[\\s/>]|$)|[!?])`, "i");
const LONE_TAG = /^ {0,3}<\/?[a-z][\w-]*(?:\s[^<>]*)?>\s*$/i;

export function isBlank(line: string | undefined): boolean {
  return line === undefined || line.trim() === "";
}

export function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

export function isCode(line: string): boolean {
  return indentOf(line) >= 4 && !isBlank(line);
}

/** A marker that may begin a list in the middle of a paragraph: numbered ones only with 1. */
function interruptsAsList(line: string): boolean {
  const marker = MARKER.exec(line);
  if (!marker || isBlank(line.slice(marker[0].length))) return false;
  return !/\d/.test(marker[2] ?? "") || /^1[.)]$/.test(marker[2] ?? "");
}

/** Whether `line` ends the paragraph before it. */
export function interrupts(line: string): boolean {
  if (isBlank(line)) return true;
  const begins = [FENCE, HEADING, RULE, QUOTE, HTML].some((start) => start.test(line));
  return begins || interruptsAsList(line);
}

export function beginsHtml(line: string): boolean {
  return HTML.test(line) || LONE_TAG.test(line);
}

/** Tabs at the beginning as spaces, to the next stop of four. `from`: the column where it begins. */
export function untabbed(line: string, from = 0): string {
  const start = /^[ \t]+/.exec(line)?.[0];
  if (!start?.includes("\t")) return line;
  let column = from;
  for (const char of start) column += char === "\t" ? 4 - (column % 4) : 1;
  return " ".repeat(column - from) + line.slice(start.length);
}

/** The lines inside of a quote or list item, without its marks. */
export class Inside {
  readonly lines: string[] = [];
  private fence: RegExp | undefined;
  private isLazy = false;

  push(line: string): void {
    this.lines.push(line);
    this.isLazy = false;
    if (this.fence?.test(line)) this.fence = undefined;
    else this.fence ??= closingFence(line);
  }

  /** Takes a line without the marks if it goes on with the paragraph at the end. */
  takes(line: string): boolean {
    if (isBlank(line) || interrupts(line) || MARKER.test(line)) return false;
    if (!this.isLazy && !this.endsInParagraph()) return false;
    // So far in, it can't be read as the beginning of anything else.
    this.lines.push(`    ${line.trimStart()}`);
    this.isLazy = true;
    return true;
  }

  private endsInParagraph(): boolean {
    const last = this.lines.at(-1);
    if (this.fence || last === undefined || isBlank(last)) return false;
    const inner = last.replace(/^(?: *(?:>|[*+-] |\d{1,9}[.)] ))+ */, "");
    return !HEADING.test(inner) && !RULE.test(inner) && !endsInCode(this.lines);
  }
}

/** Indented lines are code, but those below a paragraph are part of it. */
function endsInCode(lines: readonly string[]): boolean {
  const first = lines.findLastIndex((line, at) => !isCode(line) || isBlank(lines[at - 1]));
  return isCode(lines[first] ?? "");
}

/** How the code ends that begins with `line`, if it is a fence. */
export function closingFence(line: string): RegExp | undefined {
  const mark = FENCE.exec(line)?.[2];
  return mark ? new RegExp(`^ {0,3}\\${mark[0]}{${mark.length},}[ \\t]*$`) : undefined;
}
