import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { ChatState } from "../state/reducer";
import { useChat } from "./context";

/** The way to older messages by button. With the last of them it goes, and leaves the focus to the thread. */
export function Earlier({ older }: Pick<ChatState, "older">): JSX.Element {
  const { controller, text } = useChat();
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const { current } = button;
    return () => {
      if (current?.matches(":focus"))
        current.closest<HTMLElement>(".thread")?.focus({ preventScroll: true });
    };
  }, []);
  return (
    <div class="earlier">
      <button
        type="button"
        class="text-button"
        ref={button}
        aria-disabled={older.loading ? "true" : undefined} // `disabled` would take the focus away
        onClick={() => void controller.loadOlder()}
      >
        {older.loading ? text.loadingEarlier : text.loadEarlier}
      </button>
    </div>
  );
}
