import type { UserMessageItem } from "../../protocol/types";
import type { ComposerModel, ComposerValue } from "../../state/composer";
import type { Desk } from "../../state/desk";

/** Lets the rest of the element reach the composer, whether it is shown or not. */
export class ComposerHandle {
  private shown: { focus(): void } | null = null;
  /** It has the focus because something else was used, and nothing was typed since. */
  isIdle = false;

  constructor(readonly model: ComposerModel) {}

  /** For the parts of the composer that are drawn once it is loaded. */
  get desk(): Desk {
    const { desk } = this.model;
    if (!desk) throw new Error("The composer is not loaded yet.");
    return desk;
  }

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
    this.isIdle = true;
    this.focus();
  }

  /** What is undefined stays as it is. */
  async setValue(value: ComposerValue): Promise<void> {
    await this.model.setValue(value);
  }

  /** Takes back a message that was not sent. */
  async restore(item: UserMessageItem): Promise<void> {
    await this.model.restore(item);
    this.focus();
  }
}
