/** The sixteen requests of the protocol, and those that this project's server understands beyond them. */
import type {
  Attachment,
  FeedbackKind,
  InferenceOptions,
  Page,
  StructuredAnswer,
  Thread,
  ThreadItem,
  UserMessageContent,
} from "./items";

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

/** The answers to a structured input, by the ids of its questions. What is left out counts as skipped. */
export interface StructuredSubmission {
  status: "answered" | "skipped";
  answers: Record<string, StructuredAnswer>;
}

/** Where the bytes of a new attachment go, when the server does not want them in the request. */
export interface UploadDescriptor {
  url: string;
  method: "POST" | "PUT";
  headers?: Record<string, string>;
}

export type CreatedAttachment = Attachment & { upload_descriptor?: UploadDescriptor };

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

type Nothing = Record<string, never>;

/** Operations answered by a stream of `StreamEvent`, with their parameters. */
export interface StreamOperations {
  "threads.create": { input: UserMessageInput };
  "threads.add_user_message": { thread_id: string; input: UserMessageInput };
  "threads.add_client_tool_output": { thread_id: string; result: unknown };
  "threads.add_structured_input": {
    thread_id: string;
    item_id: string;
    input: StructuredSubmission;
  };
  "threads.retry_after_item": { thread_id: string; item_id: string };
  "threads.custom_action": ActionParams;
  /** Ours: the answer that is being written, from its beginning or after the event `after`. */
  "threads.resume": { thread_id: string; after?: string };
}

/** Operations answered by one JSON document: `[parameters, result]`. */
export interface JsonOperations {
  "threads.get_by_id": [{ thread_id: string }, Thread];
  "threads.list": [PageParams, Page<Thread>];
  "threads.update": [{ thread_id: string; title: string }, Thread];
  "threads.delete": [{ thread_id: string }, Nothing];
  /** Ours: ends the answer that is being written, also when nobody listens to it. */
  "threads.stop": [{ thread_id: string }, Nothing];
  "threads.sync_custom_action": [ActionParams, { updated_item?: ThreadItem }];
  "items.list": [PageParams & { thread_id: string }, Page<ThreadItem>];
  "items.feedback": [{ thread_id: string; item_ids: string[]; kind: FeedbackKind }, Nothing];
  "attachments.create": [{ name: string; size: number; mime_type: string }, CreatedAttachment];
  "attachments.delete": [{ attachment_id: string }, Nothing];
  "input.transcribe": [{ audio_base64: string; mime_type: string }, { text: string }];
  /** Ours: only for a server whose pages came with `feedback`. */
  "items.remove_feedback": [{ thread_id: string; item_ids: string[] }, Nothing];
}

/** One request that streams, as a value: kept to be sent again when it failed. */
export type StreamRequest = {
  [K in keyof StreamOperations]: { type: K; params: StreamOperations[K] };
}[keyof StreamOperations];
