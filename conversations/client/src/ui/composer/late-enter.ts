import { isComposing, type Key } from "./enter";

function isEnter({ key, code }: Key): boolean {
  return key === "Enter" || code === "Enter" || code === "NumpadEnter";
}

/**
 * Korean input ends the last syllable and goes on with Enter in one stroke: the key belongs to the
 * composition, and then the browser asks for a line break. This tells that such a line break is a
 * wish to send. Japanese and Chinese input take the key for themselves: no line break follows.
 */
export class LateEnter {
  private isDue = false;

  onKeyDown(event: Key): void {
    this.isDue = isEnter(event) && !event.shiftKey && isComposing(event);
  }

  /** Whether the edit that is about to happen is to be a sending instead. */
  isSend(event: Pick<InputEvent, "inputType" | "isComposing">): boolean {
    const breaksLine =
      event.inputType === "insertLineBreak" || event.inputType === "insertParagraph";
    return this.isDue && breaksLine && !event.isComposing;
  }
}
