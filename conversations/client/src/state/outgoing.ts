import type { Attachment, UserMessageContent } from "@openai/chatkit";
import type { InferenceOptions, UserMessageInput, UserMessageItem } from "../protocol/types";

/** A message as the reader or the host gives it. */
export interface OutgoingMessage {
  content: UserMessageContent[];
  attachments?: Attachment[];
  quote?: string | undefined;
  inference?: InferenceOptions;
}

/** As the server takes it. */
export function toInput({
  content,
  attachments = [],
  quote,
  inference = {},
}: OutgoingMessage): UserMessageInput {
  return {
    content: content.map((part) =>
      part.type === "input_tag" ? { ...part, data: part.data ?? {} } : part,
    ),
    attachments: attachments.map(({ id }) => id),
    ...(quote && { quoted_text: quote }),
    inference_options: inference,
  };
}

/** As it is shown until the server has it. */
export function toItem(message: OutgoingMessage): Omit<UserMessageItem, "id"> {
  const { content, attachments = [], quote, inference = {} } = message;
  return {
    type: "user_message",
    thread_id: "",
    created_at: new Date().toISOString(),
    content,
    attachments,
    ...(quote && { quoted_text: quote }),
    inference_options: inference,
  };
}
