/** A message that is being written, as a value. */
import type { Attachment, ThreadItem, UserMessageItem } from "../protocol/types";
import { fromContent, type PlacedTag } from "./composer-text";
import { isLocal } from "./reducer";

/** A file beside the message that is being written. */
export interface DraftFile {
  key: string;
  name: string;
  mimeType: string;
  /** What was chosen, as long as this page is open: to show it and to try its upload again. */
  source?: File | undefined;
  upload:
    | { state: "running"; progress?: number | undefined }
    | { state: "failed"; message: string }
    | { state: "done"; attachment: Attachment };
}

/** What the composer holds for one thread. */
export interface Draft {
  text: string;
  tags: readonly PlacedTag[];
  reply: string;
  files: readonly DraftFile[];
  toolId: string | null;
  modelId: string | null;
  /** It was sent, and the page was left before the server said that it has it. */
  wasSent?: boolean | undefined;
}

export const emptyDraft: Draft = {
  text: "",
  tags: [],
  reply: "",
  files: [],
  toolId: null,
  modelId: null,
  wasSent: undefined,
};

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
