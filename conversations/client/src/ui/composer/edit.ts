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
