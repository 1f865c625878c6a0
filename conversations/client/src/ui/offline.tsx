import type { JSX } from "preact";
import { useChat } from "./context";
import { useStore } from "./use-store";

/** Says that nothing can be sent at the moment. Its place is always there, so that it is read out. */
export function OfflineNote(): JSX.Element {
  const { controller, text } = useChat();
  const offline = useStore(controller.network.offline);
  return (
    <div class="offline" role="status">
      {offline && <p>{text.offline}</p>}
    </div>
  );
}
