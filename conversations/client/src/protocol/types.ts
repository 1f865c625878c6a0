/** The wire format of ChatKit: what is sent and what comes back (mirrors `chatkit/types.py` 1.6). */
import type { Attachment, UserMessageContent } from "@openai/chatkit";
import type { WidgetNode, WidgetRoot } from "../widgets/types";

export type { Attachment, UserMessageContent };

export interface Page<T> {
  data: T[];
  has_more: boolean;
  after?: string;
}

export type ThreadStatus =
  | { type: "active" }
  | { type: "locked"; reason?: string }
  | { type: "closed"; reason?: string };

export interface Thread {
  id: string;
  title?: string;
  created_at: string;
  status?: ThreadStatus;
  allowed_image_domains?: string[];
  items?: Page<ThreadItem>;
}

interface ItemBase {
  id: string;
  thread_id: string;
  created_at: string;
}

export type Source =
  | { type: "url"; url: string; title: string; description?: string; attribution?: string }
  | { type: "file"; filename: string; title: string; description?: string }
  | {
      type: "entity";
      id: string;
      title: string;
      icon?: string;
      label?: string;
      inline_label?: string;
    };

export interface Annotation {
  type: "annotation";
  source: Source;
  index?: number;
}

export interface AssistantContent {
  type: "output_text";
  text: string;
  annotations: Annotation[];
}

export interface InferenceOptions {
  tool_choice?: { id: string };
  model?: string;
}

export interface UserMessageItem extends ItemBase {
  type: "user_message";
  content: UserMessageContent[];
  attachments: Attachment[];
  quoted_text?: string;
  inference_options: InferenceOptions;
}

export interface AssistantMessageItem extends ItemBase {
  type: "assistant_message";
  content: AssistantContent[];
}

export interface ClientToolCallItem extends ItemBase {
  type: "client_tool_call";
  status: "pending" | "completed";
  call_id: string;
  name: string;
  arguments: Record<string, unknown>;
  output?: unknown;
}

export interface WidgetItem extends ItemBase {
  type: "widget";
  widget: WidgetRoot;
  copy_text?: string;
}

export interface Task {
  type: string;
  title?: string;
  content?: string;
  status_indicator?: "none" | "loading" | "complete";
}

export interface WorkflowItem extends ItemBase {
  type: "workflow";
  workflow: {
    type: "custom" | "reasoning";
    tasks: Task[];
    summary?: { title?: string; icon?: string; duration?: number };
    expanded?: boolean;
  };
}

export interface TaskItem extends ItemBase {
  type: "task";
  task: Task;
}

export interface GeneratedImageItem extends ItemBase {
  type: "generated_image";
  image?: { id: string; url: string };
  progress?: number;
}

export interface StructuredInputItem extends ItemBase {
  type: "structured_input";
  status: "pending" | "answered" | "skipped";
  inputs: { id: string; type: string; question: string; answer?: { values: string[] } }[];
}

export interface EndOfTurnItem extends ItemBase {
  type: "end_of_turn";
}

export type ThreadItem =
  | UserMessageItem
  | AssistantMessageItem
  | ClientToolCallItem
  | WidgetItem
  | WorkflowItem
  | TaskItem
  | GeneratedImageItem
  | StructuredInputItem
  | EndOfTurnItem;

export type ItemUpdate =
  | {
      type: "assistant_message.content_part.added";
      content_index: number;
      content: AssistantContent;
    }
  | { type: "assistant_message.content_part.text_delta"; content_index: number; delta: string }
  | {
      type: "assistant_message.content_part.annotation_added";
      content_index: number;
      annotation_index: number;
      annotation: Annotation;
    }
  | {
      type: "assistant_message.content_part.done";
      content_index: number;
      content: AssistantContent;
    }
  | { type: "widget.root.updated"; widget: WidgetRoot }
  | { type: "widget.component.updated"; component_id: string; component: WidgetNode }
  | {
      type: "widget.streaming_text.value_delta";
      component_id: string;
      delta: string;
      done: boolean;
    }
  | { type: "workflow.task.added"; task_index: number; task: Task }
  | { type: "workflow.task.updated"; task_index: number; task: Task }
  | { type: "generated_image.updated"; image: { id: string; url: string }; progress?: number };

export type NoticeLevel = "info" | "warning" | "danger";

export type StreamEvent =
  | { type: "thread.created"; thread: Thread }
  | { type: "thread.updated"; thread: Thread }
  | { type: "thread.item.added"; item: ThreadItem }
  | { type: "thread.item.updated"; item_id: string; update: ItemUpdate }
  | { type: "thread.item.done"; item: ThreadItem }
  | { type: "thread.item.removed"; item_id: string }
  | { type: "thread.item.replaced"; item: ThreadItem }
  | { type: "stream_options"; stream_options: { allow_cancel: boolean } }
  | { type: "progress_update"; text: string; icon?: string }
  | { type: "client_effect"; name: string; data?: Record<string, unknown> }
  | { type: "notice"; level: NoticeLevel; message: string; title?: string }
  | { type: "error"; code: string; message?: string; allow_retry?: boolean };

/** `content`, `attachments` and `inference_options` are required by the server, even when empty. */
export interface UserMessageInput {
  content: UserMessageContent[];
  attachments: string[];
  quoted_text?: string;
  inference_options: InferenceOptions;
}

export interface WireAction {
  type: string;
  payload?: Record<string, unknown>;
}

interface ActionParams {
  thread_id: string;
  item_id?: string;
  action: WireAction;
}

interface PageParams {
  limit?: number;
  order?: "asc" | "desc";
  after?: string;
}

/** Operations answered by a stream of `StreamEvent`, with their parameters. */
export interface StreamOperations {
  "threads.create": { input: UserMessageInput };
  "threads.add_user_message": { thread_id: string; input: UserMessageInput };
  "threads.add_client_tool_output": { thread_id: string; result: unknown };
  "threads.retry_after_item": { thread_id: string; item_id: string };
  "threads.custom_action": ActionParams;
}

/** Operations answered by one JSON document: `[parameters, result]`. */
export interface JsonOperations {
  "threads.get_by_id": [{ thread_id: string }, Thread];
  "threads.list": [PageParams, Page<Thread>];
  "threads.update": [{ thread_id: string; title: string }, Thread];
  "threads.delete": [{ thread_id: string }, Record<string, never>];
  "threads.sync_custom_action": [ActionParams, { updated_item?: ThreadItem }];
  "items.list": [PageParams & { thread_id: string }, Page<ThreadItem>];
  "items.feedback": [
    { thread_id: string; item_ids: string[]; kind: "positive" | "negative" },
    Record<string, never>,
  ];
}

/** One request that streams, as a value: kept to be sent again when it failed. */
export type StreamRequest = {
  [K in keyof StreamOperations]: { type: K; params: StreamOperations[K] };
}[keyof StreamOperations];
