import type { RefObject } from "preact";

/** The text of the composer, once it is drawn. */
export type Area = RefObject<HTMLTextAreaElement | null>;

/** Replaces a part of the text as if the reader had typed it: it can be undone. */
export function replaceText(
  area: HTMLTextAreaElement,
  replacement: string,
  start = area.selectionStart,
  end = area.selectionEnd,
): void {
  area.focus();
  area.setSelectionRange(start, end);
  // Deprecated, and still the only edit of a text area that the browser's undo knows of.
  const done = replacement
    ? document.execCommand?.("insertText", false, replacement)
    : start === end || document.execCommand?.("delete");
  if (done) return;
  area.setRangeText(replacement, start, end, "end");
  area.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText" }));
}

/** Writes words at the caret so that they don't run together with what stands around it. */
export function insertWords(area: HTMLTextAreaElement, words: string): void {
  const { value, selectionStart, selectionEnd } = area;
  const before = /\S$/.test(value.slice(0, selectionStart)) ? " " : "";
  const after = /^\S/.test(value.slice(selectionEnd)) ? " " : "";
  replaceText(area, before + words + after);
}
