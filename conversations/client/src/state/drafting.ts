/** What drafts are made of and made from. Loaded with the desk. */
import type { Attachment, ThreadItem, UserMessageItem } from "../protocol/types";
import { fromContent } from "./composer-text";
import { type Draft, type DraftFile, emptyDraft } from "./draft";
import { isLocal } from "./reducer";

/** Nothing that could be sent. */
export function isBlank({ text, files, reply }: Draft): boolean {
  return text.trim() === "" && files.length === 0 && !reply;
}

export function withFile(draft: Draft, key: string, change: (file: DraftFile) => DraftFile): Draft {
  return { ...draft, files: draft.files.map((file) => (file.key === key ? change(file) : file)) };
}

/** The reader's own message, as long as the server may not have it. */
export function isUnsent(item: ThreadItem): item is UserMessageItem {
  return item.type === "user_message" && isLocal(item);
}

/** The message again as it was written. */
export function toDraft(item: UserMessageItem): Draft {
  const { content, attachments, quoted_text: reply = "", inference_options: inference } = item;
  const toolId = inference.tool_choice?.id ?? null;
  const files = attachments.map(asFile);
  return {
    ...emptyDraft,
    ...fromContent(content),
    reply,
    files,
    toolId,
    modelId: inference.model ?? null,
  };
}

/** A file that the server has already. */
export function asFile(attachment: Attachment): DraftFile {
  const { id, name, mime_type: mimeType } = attachment;
  return { key: id, name, mimeType, upload: { state: "done", attachment } };
}
