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

/** Nothing that could be sent. */
export function isBlank({ text, files, reply }: Draft): boolean {
  return text.trim() === "" && files.length === 0 && !reply;
}

/** One draft a thread. They outlive a reload in the session storage, but for files on their way. */
export class Drafts {
  private readonly kept = new Map<string, Draft>();

  /** `place`: what tells the drafts of this chat from those of others on the same site. */
  constructor(private readonly place: () => string) {}

  read(thread: string): Draft {
    return this.kept.get(thread) ?? this.stored(thread) ?? emptyDraft;
  }

  write(thread: string, draft: Draft): void {
    this.kept.set(thread, draft);
    const files = draft.files
      .filter(({ upload }) => upload.state === "done")
      .map(({ source: _, ...file }) => file);
    const worthKeeping = !isBlank(draft) || draft.toolId !== null || draft.modelId !== null;
    inStorage((storage) =>
      worthKeeping
        ? storage.setItem(this.name(thread), JSON.stringify({ ...draft, files }))
        : storage.removeItem(this.name(thread)),
    );
  }

  /** The draft of a new chat, once its thread has an id. */
  move(from: string, to: string): void {
    this.write(to, this.read(from));
    this.write(from, emptyDraft);
  }

  /** Changes a file of any thread's draft, wherever the reader is meanwhile. */
  updateFile(key: string, change: (file: DraftFile) => DraftFile): void {
    for (const [thread, draft] of this.kept) {
      if (draft.files.some((file) => file.key === key))
        this.kept.set(thread, withFile(draft, key, change));
    }
  }

  private stored(thread: string): Draft | null {
    const json = inStorage((storage) => storage.getItem(this.name(thread)));
    try {
      const draft = JSON.parse(json ?? "null") as Partial<Draft> | null;
      return typeof draft?.text === "string" ? { ...emptyDraft, ...draft } : null;
    } catch {
      return null; // somebody else's entry
    }
  }

  private name(thread: string): string {
    return `chatkit.draft ${this.place()} ${thread}`;
  }
}

export function withFile(draft: Draft, key: string, change: (file: DraftFile) => DraftFile): Draft {
  return { ...draft, files: draft.files.map((file) => (file.key === key ? change(file) : file)) };
}

/** The storage may be full, or forbidden to this page: drafts then last as long as the page. */
function inStorage<T>(work: (storage: Storage) => T): T | null {
  try {
    return work(sessionStorage);
  } catch {
    return null;
  }
}
