import { useEffect } from "preact/hooks";
import type { PlacedTag } from "../../../state/composer-text";
import { useChat } from "../../context";
import { type Area, replaceText } from "../edit";

const MOVES = ["keyup", "mouseup", "select", "selectionchange"] as const;

/** A tag is selected, deleted and passed as one character would be. */
export function useWholeTags(area: Area): void {
  const { composer } = useChat();
  const { store } = composer.desk;
  useEffect(() => {
    const element = area.current;
    if (!element) return;
    const stop = new AbortController();
    let isDragging = false;
    const keepWhole = () => {
      const { tags } = store.state;
      if (tags.length > 0 && !isDragging) coverTags(element, tags);
    };
    const onDelete = (event: InputEvent) => {
      const tag = deletedTag(event.inputType, element, store.state.tags);
      if (!tag) return;
      event.preventDefault();
      replaceText(element, "", tag.start, tag.end);
    };
    element.addEventListener(
      "mousedown",
      () => {
        isDragging = true;
      },
      stop,
    );
    window.addEventListener(
      "mouseup",
      () => {
        isDragging = false;
      },
      { ...stop, capture: true },
    );
    for (const name of MOVES) element.addEventListener(name, keepWhole, stop);
    element.addEventListener("beforeinput", onDelete, stop);
    return () => stop.abort();
  }, []);
}

/** Widens a selection that ends within a tag over the whole tag; a caret there selects it. */
function coverTags(area: HTMLTextAreaElement, tags: readonly PlacedTag[]): void {
  const { selectionStart, selectionEnd, selectionDirection } = area;
  const around = (at: number) => tags.find(({ start, end }) => start < at && at < end);
  const start = around(selectionStart)?.start ?? selectionStart;
  const end = around(selectionEnd)?.end ?? selectionEnd;
  if (start === selectionStart && end === selectionEnd) return;
  area.setSelectionRange(start, end, selectionDirection);
}

/** The tag that a Backspace or Delete at its edge would bite into. */
function deletedTag(
  inputType: string,
  { selectionStart, selectionEnd }: HTMLTextAreaElement,
  tags: readonly PlacedTag[],
): PlacedTag | undefined {
  if (selectionStart !== selectionEnd || !inputType.startsWith("delete")) return undefined;
  if (inputType.endsWith("Backward")) return tags.find(({ end }) => end === selectionEnd);
  if (inputType.endsWith("Forward")) return tags.find(({ start }) => start === selectionStart);
  return undefined;
}
