import { DRAFT_PREFIX } from "./composer";
import { type Draft, type DraftFile, emptyDraft } from "./draft";
import { isBlank, withFile } from "./drafting";

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
        this.write(thread, withFile(draft, key, change));
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
    return `${DRAFT_PREFIX}${this.place()} ${thread}`;
  }
}

/** The storage may be full, or forbidden to this page: drafts then last as long as the page. */
function inStorage<T>(work: (storage: Storage) => T): T | null {
  try {
    return work(sessionStorage);
  } catch {
    return null;
  }
}
