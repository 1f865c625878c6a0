/** What a thread holds, as it travels (mirrors `chatkit/types.py`; `tests/vocabulary.ts` compares the two). */
import type { Attachment, UserMessageContent } from "@openai/chatkit";
import type { WidgetRoot } from "../widgets/types";

export type { Attachment, UserMessageContent };

export interface Page<T> {
  data: T[];
  has_more: boolean;
  after?: string;
  /** Ours: what the reader thought of the items of this page, where the server tells. */
  feedback?: Record<string, FeedbackKind>;
}

export type FeedbackKind = "positive" | "negative";

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
  /** Ours: `running` while an answer is being written that can be listened to. */
  metadata?: { running?: boolean } & Record<string, unknown>;
  items?: Page<ThreadItem>;
}

interface ItemBase {
  id: string;
  thread_id: string;
  created_at: string;
}

interface SourceBase {
  title: string;
  description?: string;
  timestamp?: string;
  group?: string;
}

export interface UrlSource extends SourceBase {
  type: "url";
  url: string;
  attribution?: string;
}

export interface FileSource extends SourceBase {
  type: "file";
  filename: string;
}

export interface EntitySource extends SourceBase {
  type: "entity";
  id: string;
  icon?: string;
  label?: string;
  inline_label?: string;
  interactive?: boolean;
  data?: Record<string, unknown>;
  /** Deprecated upstream; has no effect. */
  preview?: "lazy";
}

export type Source = UrlSource | FileSource | EntitySource;

export interface Annotation {
  type: "annotation";
  source: Source;
  /** Where in the text its mark stands, in Unicode characters as Python counts them. */
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

interface TaskBase {
  /** Only shown for tasks of a workflow. */
  status_indicator?: "none" | "loading" | "complete";
  title?: string;
}

export interface CustomTask extends TaskBase {
  type: "custom";
  icon?: string;
  content?: string;
}

export interface SearchTask extends TaskBase {
  type: "web_search";
  title_query?: string;
  queries?: string[];
  sources?: UrlSource[];
}

export interface ThoughtTask extends TaskBase {
  type: "thought";
  content: string;
}

export interface FileTask extends TaskBase {
  type: "file";
  sources?: FileSource[];
}

export interface ImageTask extends TaskBase {
  type: "image";
}

export type Task = CustomTask | SearchTask | ThoughtTask | FileTask | ImageTask;

export type WorkflowSummary = { title: string; icon?: string } | { duration: number };

export interface Workflow {
  type: "custom" | "reasoning";
  tasks: Task[];
  summary?: WorkflowSummary;
  expanded?: boolean;
}

export interface WorkflowItem extends ItemBase {
  type: "workflow";
  workflow: Workflow;
}

export interface TaskItem extends ItemBase {
  type: "task";
  task: Task;
}

export interface GeneratedImage {
  id: string;
  url: string;
}

export interface GeneratedImageItem extends ItemBase {
  type: "generated_image";
  image?: GeneratedImage;
  /** 0 to 1, from the updates of a running answer; not stored by the server. */
  progress?: number;
}

export interface StructuredAnswer {
  values: string[];
  skipped?: boolean;
}

interface StructuredInputBase {
  id: string;
  question: string;
  answer?: StructuredAnswer;
}

export interface MultipleChoiceInput extends StructuredInputBase {
  type: "multiple_choice";
  options: { value: string }[];
  multiple?: boolean;
}

export interface FreeformInput extends StructuredInputBase {
  type: "freeform";
  description?: string;
}

export type StructuredInput = MultipleChoiceInput | FreeformInput;

export interface StructuredInputItem extends ItemBase {
  type: "structured_input";
  status: "pending" | "answered" | "skipped";
  inputs: StructuredInput[];
}

export interface EndOfTurnItem extends ItemBase {
  type: "end_of_turn";
}

/** Notes of the server to itself. It filters them out; should one come, it is not shown. */
export type HiddenItem = ItemBase &
  (
    | { type: "hidden_context_item"; content: unknown }
    | { type: "sdk_hidden_context"; content: string }
  );

export type ThreadItem =
  | UserMessageItem
  | AssistantMessageItem
  | ClientToolCallItem
  | WidgetItem
  | WorkflowItem
  | TaskItem
  | GeneratedImageItem
  | StructuredInputItem
  | EndOfTurnItem
  | HiddenItem;
