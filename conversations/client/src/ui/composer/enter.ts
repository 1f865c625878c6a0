type Key = Pick<KeyboardEvent, "key" | "code" | "shiftKey" | "isComposing" | "keyCode">;

/** 229: how Safari, and Korean input on Windows, say that a key belongs to the composition. */
function isComposing(event: Pick<Key, "isComposing" | "keyCode">): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** Enter sends, unless it ends the composition of a character. */
export function isSendKey(event: Key): boolean {
  return event.key === "Enter" && !event.shiftKey && !isComposing(event);
}

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
