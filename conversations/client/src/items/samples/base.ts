import type { ChatKitOptions } from "@openai/chatkit";
import type {
  Annotation,
  AssistantMessageItem,
  ItemUpdate,
  StreamEvent,
  Thread,
  ThreadItem,
  UserMessageItem,
} from "../../protocol/types";

/** A thread to look at: `items` are in it, `events` come after them and leave the answer running. */
export interface ItemSample {
  name: string;
  title: string;
  items: readonly ThreadItem[];
  events?: readonly StreamEvent[];
  thread?: Partial<Thread>;
  options?: Partial<ChatKitOptions>;
}

export const at = { thread_id: "thr_sample", created_at: "2026-11-21T09:30:00" };

export function user(text: string, more: Partial<UserMessageItem> = {}): UserMessageItem {
  return {
    ...at,
    id: "msg_user",
    type: "user_message",
    content: [{ type: "input_text", text }],
    attachments: [],
    inference_options: {},
    ...more,
  };
}

export function answer(text: string, annotations: Annotation[] = []): AssistantMessageItem {
  const content = [{ type: "output_text" as const, text, annotations }];
  return { ...at, id: "msg_answer", type: "assistant_message", content };
}

export const added = (item: ThreadItem): StreamEvent => ({ type: "thread.item.added", item });

export const changed = (item: ThreadItem, update: ItemUpdate): StreamEvent => ({
  type: "thread.item.updated",
  item_id: item.id,
  update,
});
