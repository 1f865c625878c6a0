import type { JSX } from "preact";
import { useChat } from "../../context";
import { IconButton } from "../../icon-button";

/** What the message answers. */
export function Quote({ reply }: { reply: string }): JSX.Element {
  const { text, composer } = useChat();
  return (
    <div class="reply">
      <p class="quote">{reply}</p>
      <IconButton
        small
        icon="close"
        label={text.removeQuote}
        onClick={() => {
          composer.desk.setValue({ reply: "" });
          composer.focus();
        }}
      />
    </div>
  );
}
