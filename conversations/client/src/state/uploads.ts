import type { FileUploadStrategy } from "@openai/chatkit";
import { type Messages, tagOf } from "../i18n";
import { isAbort, RefusedError } from "../protocol/client";
import { upload } from "../protocol/upload";
import { type AttachmentLimits, isAccepted, maxCountOf, maxSizeOf } from "./attachment-limits";
import type { Desk } from "./desk";
import type { DraftFile } from "./draft";
import { describe } from "./failures";

const uploads = new WeakMap<Desk, Uploads>();

/** The uploads of a composer: each composer has its own. */
export function uploadsOf(desk: Desk): Uploads {
  const known = uploads.get(desk) ?? new Uploads(desk);
  uploads.set(desk, known);
  return known;
}

/** Brings files from the composer to the server. */
export class Uploads {
  private readonly running = new Map<string, AbortController>();
  /** What the server calls the files that it has been told of. */
  private readonly ids = new Map<string, string>();

  constructor(private readonly desk: Desk) {}

  /** Takes the files that keep to the limits; the composer says why it didn't take the others. */
  attach(files: readonly File[]): void {
    const taken: DraftFile[] = [];
    const problems: string[] = [];
    const present = this.desk.store.state.files;
    for (const source of files) {
      const problem = this.problemWith(source, present.length + taken.length);
      if (problem && !problems.includes(problem)) problems.push(problem);
      if (!problem) taken.push(toDraftFile(source));
    }
    this.desk.store.dispatch({ files: [...present, ...taken], problems });
    for (const file of taken) void this.send(file);
  }

  retry(file: DraftFile): void {
    this.forget(file.key);
    void this.send(file);
  }

  /** Takes a file out of the message, and off the server if it is there. */
  remove(file: DraftFile): void {
    const { files } = this.desk.store.state;
    this.desk.store.dispatch({ files: files.filter(({ key }) => key !== file.key), problems: [] });
    this.forget(file.key, file.upload.state === "done" ? file.upload.attachment.id : undefined);
  }

  private get limits(): AttachmentLimits {
    return this.desk.host.options()?.composer?.attachments ?? { enabled: false };
  }

  private get strategy(): FileUploadStrategy {
    const api = this.desk.host.options()?.api;
    return (api && "uploadStrategy" in api && api.uploadStrategy) || { type: "two_phase" };
  }

  private problemWith(file: File, count: number): string | null {
    const text = this.desk.host.messages();
    const { accept, maxSize } = this.limits;
    const size = maxSizeOf(file.type, maxSize);
    if (!isAccepted(file, accept)) return text.fileKind(file.name);
    if (file.size === 0) return text.fileEmpty(file.name);
    if (file.size > size) return text.fileTooLarge(file.name, inWords(size, this.desk));
    const most = maxCountOf(this.limits);
    return count >= most ? text.filesTooMany(most) : null;
  }

  private async send({ key, source }: DraftFile): Promise<void> {
    if (!source) return;
    const running = new AbortController();
    this.running.set(key, running);
    this.report(key, { state: "running" });
    try {
      const attachment = await upload(this.desk.client, this.strategy, source, {
        signal: running.signal,
        onProgress: (progress) => this.report(key, { state: "running", progress }),
        onCreated: (id) => {
          if (running.signal.aborted) this.forget(key, id);
          else this.ids.set(key, id);
        },
      });
      this.ids.set(key, attachment.id);
      if (running.signal.aborted) return this.forget(key, attachment.id);
      this.report(key, { state: "done", attachment });
    } catch (error) {
      if (!running.signal.aborted && !isAbort(error)) this.fail(key, error);
    } finally {
      if (this.running.get(key) === running) this.running.delete(key);
    }
  }

  private fail(key: string, error: unknown): void {
    this.report(key, { state: "failed", message: sentence(error, this.desk.host.messages()) });
    if (error instanceof Error) this.desk.host.emit("chatkit.error", { error });
  }

  private report(key: string, state: DraftFile["upload"]): void {
    this.desk.updateFile(key, (file) => ({ ...file, upload: state }));
  }

  private forget(key: string, id = this.ids.get(key)): void {
    this.running.get(key)?.abort();
    this.running.delete(key);
    this.ids.delete(key);
    // Not even this can be done now? The server drops what no message took.
    if (id) this.desk.client.call("attachments.delete", { attachment_id: id }).catch(() => {});
  }
}

function toDraftFile(source: File): DraftFile {
  const key = crypto.randomUUID();
  return { key, name: source.name, mimeType: source.type, source, upload: { state: "running" } };
}

/** What went wrong; the sentences for messages speak of messages. */
function sentence(error: unknown, text: Messages): string {
  if (error instanceof RefusedError && !error.message) {
    if (error.status === 413) return text.uploadTooLarge;
    if ([400, 404, 409, 410, 415, 422].includes(error.status)) return text.uploadRefused;
  }
  return describe(error, text).message;
}

/** A size as people say it. */
function inWords(bytes: number, { client }: Desk): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"];
  const power = Math.min(Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(1024)), 3);
  const format = { style: "unit", unit: units[power], maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(tagOf(client.connection().locale), format).format(
    bytes / 1024 ** power,
  );
}
