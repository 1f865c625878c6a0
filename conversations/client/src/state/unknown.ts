/** What a newer server says that this element does not know: passed over, and told to the log. */
import type { ItemUpdate, StreamEvent, ThreadItem } from "../protocol/types";
import type { Host } from "./host";

const EVENTS: Record<StreamEvent["type"], 1> = {
  "thread.created": 1,
  "thread.updated": 1,
  "thread.item.added": 1,
  "thread.item.updated": 1,
  "thread.item.done": 1,
  "thread.item.removed": 1,
  "thread.item.replaced": 1,
  stream_options: 1,
  progress_update: 1,
  client_effect: 1,
  notice: 1,
  error: 1,
};

const UPDATES: Record<ItemUpdate["type"], 1> = {
  "assistant_message.content_part.added": 1,
  "assistant_message.content_part.text_delta": 1,
  "assistant_message.content_part.annotation_added": 1,
  "assistant_message.content_part.done": 1,
  "widget.root.updated": 1,
  "widget.component.updated": 1,
  "widget.streaming_text.value_delta": 1,
  "workflow.task.added": 1,
  "workflow.task.updated": 1,
  "generated_image.updated": 1,
};

const ITEMS: Record<ThreadItem["type"], 1> = {
  user_message: 1,
  assistant_message: 1,
  client_tool_call: 1,
  widget: 1,
  generated_image: 1,
  structured_input: 1,
  task: 1,
  workflow: 1,
  end_of_turn: 1,
  hidden_context_item: 1,
  sdk_hidden_context: 1,
};

export function isKnownItem({ type }: ThreadItem): boolean {
  return Object.hasOwn(ITEMS, type);
}

/** Tells `chatkit.log` once of each kind that is not known. */
export class Unknown {
  private readonly told = new Set<string>();

  constructor(private readonly host: Host) {}

  /** @returns whether the event can be taken over */
  check(event: StreamEvent): boolean {
    if (!Object.hasOwn(EVENTS, event?.type)) return this.tell("event", event?.type);
    if (event.type !== "thread.item.updated") return true;
    const type = event.update?.type;
    return Object.hasOwn(UPDATES, type) || this.tell("update", type);
  }

  tell(kind: "event" | "update" | "item", type: unknown): false {
    const name = `${kind}.unknown`;
    if (!this.told.has(name + type)) this.host.emit("chatkit.log", { name, data: { type } });
    this.told.add(name + type);
    return false;
  }
}
