import type { UserMessageItem } from "../../protocol/types";
import type { ComposerModel, ComposerValue } from "../../state/composer";

/** Lets the rest of the element reach the composer, whether it is shown or not. */
export class ComposerHandle {
  private shown: { focus(): void } | null = null;
  /** It has the focus because something else was used, and nothing was typed since. */
  isIdle = false;

  constructor(readonly model: ComposerModel) {}

  connect(shown: { focus(): void }): () => void {
    this.shown = shown;
    return () => {
      this.shown = null;
    };
  }

  focus(): void {
    this.shown?.focus();
  }

  /** Moves on to the composer after something else was used; not on touch screens, whose keyboard would open. */
  follow(): void {
    if (matchMedia("(pointer: coarse)").matches) return;
    this.focus();
    this.isIdle = true;
  }

  /** What is undefined stays as it is. */
  setValue(value: ComposerValue): void {
    this.model.setValue(value);
  }

  /** Takes back a message that was not sent. */
  restore(item: UserMessageItem): void {
    this.model.restore(item);
    this.focus();
  }
}
