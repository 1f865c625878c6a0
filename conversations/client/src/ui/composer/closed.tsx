import type { JSX } from "preact";
import { useChat } from "../context";

/** Stands where the composer was in a thread that takes no more messages. */
export function ClosedBanner({ reason }: { reason: string | undefined }): JSX.Element {
  const { controller, text } = useChat();
  return (
    <div class="closed">
      <p>{reason ?? text.closed}</p>
      <button type="button" class="text-button" onClick={() => void controller.open(null)}>
        {text.startNew}
      </button>
    </div>
  );
}
