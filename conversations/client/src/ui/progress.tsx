import type { JSX } from "preact";
import { useWords } from "../i18n";
import { Icon } from "../icons/icon";
import type { ThreadItem } from "../protocol/types";
import type { ChatState } from "../state/reducer";

/** What an answer is at, in the server's words; dots as long as nothing else shows that it is at work. */
export function Progress({ state }: { state: ChatState }): JSX.Element | null {
  const { text } = useWords();
  const { progress, items, failure } = state;
  if (failure || (!progress && showsWork(items.at(-1)))) return null;
  return (
    <div class="thinking">
      {progress?.icon ? <Icon name={progress.icon} /> : <Dots />}
      <span class={progress ? "" : "visually-hidden"} dir="auto">
        {progress?.text ?? text.thinking}
      </span>
    </div>
  );
}

/** Whether the item itself shows that more is coming. */
function showsWork(item: ThreadItem | undefined): boolean {
  switch (item?.type) {
    case "assistant_message":
      return item.content.some((part) => part.text);
    case "client_tool_call":
      return item.status === "pending";
    case "workflow":
      return !item.workflow.summary;
    default:
      return item?.type === "generated_image";
  }
}

function Dots(): JSX.Element {
  return (
    <span class="dots" aria-hidden="true">
      <i />
      <i />
      <i />
    </span>
  );
}
