/** Every name that a page, a server or a widget can use. The compiler keeps the lists complete. */
import type { ChatKitEvents, OpenAIChatKit } from "@openai/chatkit";
import { KNOWN_OPTIONS } from "../options";
import type { JsonOperations, StreamOperations } from "../protocol/requests";
import type { ItemUpdate, StreamEvent, ThreadItem } from "../protocol/types";
import type { WidgetNode } from "../widgets/types";

type Listed<Name extends PropertyKey> = Record<Name, true>;

const methods: Listed<Exclude<keyof OpenAIChatKit, keyof HTMLElement>> = {
  setOptions: true,
  focusComposer: true,
  setThreadId: true,
  sendCustomAction: true,
  sendUserMessage: true,
  setComposerValue: true,
  fetchUpdates: true,
  showHistory: true,
  hideHistory: true,
};

const events: Listed<keyof ChatKitEvents> = {
  "chatkit.ready": true,
  "chatkit.error": true,
  "chatkit.effect": true,
  "chatkit.deeplink": true,
  "chatkit.response.start": true,
  "chatkit.response.end": true,
  "chatkit.history.open": true,
  "chatkit.history.close": true,
  "chatkit.thread.change": true,
  "chatkit.thread.load.start": true,
  "chatkit.thread.load.end": true,
  "chatkit.tool.change": true,
  "chatkit.log": true,
};

const requests: Listed<keyof StreamOperations | keyof JsonOperations> = {
  "threads.create": true,
  "threads.add_user_message": true,
  "threads.add_client_tool_output": true,
  "threads.add_structured_input": true,
  "threads.retry_after_item": true,
  "threads.custom_action": true,
  "threads.sync_custom_action": true,
  "threads.get_by_id": true,
  "threads.list": true,
  "threads.update": true,
  "threads.delete": true,
  "items.list": true,
  "items.feedback": true,
  "attachments.create": true,
  "attachments.delete": true,
  "input.transcribe": true,
  "threads.resume": true,
  "threads.stop": true,
  "items.remove_feedback": true,
};

const streamed: Listed<StreamEvent["type"] | ItemUpdate["type"]> = {
  "thread.created": true,
  "thread.updated": true,
  "thread.item.added": true,
  "thread.item.updated": true,
  "thread.item.done": true,
  "thread.item.removed": true,
  "thread.item.replaced": true,
  stream_options: true,
  progress_update: true,
  client_effect: true,
  notice: true,
  error: true,
  "assistant_message.content_part.added": true,
  "assistant_message.content_part.text_delta": true,
  "assistant_message.content_part.annotation_added": true,
  "assistant_message.content_part.done": true,
  "widget.root.updated": true,
  "widget.component.updated": true,
  "widget.streaming_text.value_delta": true,
  "workflow.task.added": true,
  "workflow.task.updated": true,
  "generated_image.updated": true,
};

const items: Listed<ThreadItem["type"]> = {
  user_message: true,
  assistant_message: true,
  client_tool_call: true,
  widget: true,
  generated_image: true,
  structured_input: true,
  task: true,
  workflow: true,
  end_of_turn: true,
  hidden_context_item: true,
  sdk_hidden_context: true,
};

const components: Listed<WidgetNode["type"]> = {
  Badge: true,
  Basic: true,
  Box: true,
  Button: true,
  Caption: true,
  Card: true,
  Chart: true,
  Checkbox: true,
  Col: true,
  DatePicker: true,
  Divider: true,
  Form: true,
  Icon: true,
  Image: true,
  Input: true,
  Label: true,
  ListView: true,
  ListViewItem: true,
  Markdown: true,
  RadioGroup: true,
  Row: true,
  Select: true,
  Spacer: true,
  Table: true,
  "Table.Cell": true,
  "Table.Row": true,
  Text: true,
  Textarea: true,
  Title: true,
  Transition: true,
};

function pathsOf(options: object, path = ""): string[] {
  return Object.entries(options).flatMap(([key, below]) => [
    path + key,
    ...(below ? pathsOf(below as object, `${path}${key}.`) : []),
  ]);
}

/** By the headings of docs/element.md. */
export const names: Readonly<Record<string, readonly string[]>> = {
  Options: pathsOf(KNOWN_OPTIONS),
  Methods: Object.keys(methods),
  Events: Object.keys(events),
  Requests: Object.keys(requests),
  "Stream events": Object.keys(streamed),
  Items: Object.keys(items),
  "Widget components": Object.keys(components),
};
