/** A message that is being written, as a value. */
import type { Attachment } from "../protocol/types";
import type { PlacedTag } from "./composer-text";

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
