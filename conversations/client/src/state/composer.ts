import type { ModelOption, ToolOption } from "@openai/chatkit";
import type { ChatKitClient } from "../protocol/client";
import type {
  Attachment,
  InferenceOptions,
  ThreadItem,
  UserMessageContent,
  UserMessageItem,
} from "../protocol/types";
import { fromContent, type PlacedTag, retag, toContent } from "./composer-text";
import type { Controller } from "./controller";
import { type Draft, type DraftFile, Drafts, emptyDraft, isBlank, withFile } from "./drafts";
import type { Host } from "./host";
import { type ChatState, isLocal } from "./reducer";
import { Store } from "./store";

export interface ComposerState extends Draft {
  /** To be sent as soon as its files are uploaded. */
  waiting: boolean;
  /** Why something was not taken, in sentences. */
  problems: readonly string[];
}

export interface ComposerValue {
  text?: string | undefined;
  content?: readonly UserMessageContent[] | undefined;
  reply?: string | undefined;
  files?: readonly DraftFile[] | undefined;
  toolId?: string | null | undefined;
  modelId?: string | undefined;
}

type Chat = Pick<Controller, "store" | "busy" | "send">;

/** As many steps can be undone with their tags. */
const REMEMBERED_TEXTS = 200;

/** What is written and chosen in the composer, a draft for each thread. */
export class ComposerModel {
  readonly store = new Store<ComposerState, Partial<ComposerState>>(
    { ...emptyDraft, waiting: false, problems: [] },
    (state, change) => ({ ...state, ...change }),
  );
  private readonly drafts: Drafts;
  private readonly tagsOf = new Map<string, readonly PlacedTag[]>();
  /** The thread whose draft is shown; "" stands for a new chat, null for none yet. */
  private thread: string | null = null;
  private written: { state?: ComposerState; unsent?: UserMessageItem | undefined } = {};
  private toldTool: string | null = null;

  constructor(
    private readonly chat: Chat,
    /** For what goes to the server before the message does: files and dictated speech. */
    readonly client: ChatKitClient,
    readonly host: Host,
  ) {
    this.drafts = new Drafts(() => apiUrl(host));
    chat.store.subscribe(() => this.follow());
    this.store.subscribe(() => this.changed());
  }

  /** Shows the draft of the thread that is shown. */
  follow(): void {
    const state = this.chat.store.state;
    const thread = state.loading ?? state.thread?.id ?? "";
    if (thread !== this.thread) this.show(thread, state);
    if (this.store.state.wasSent) this.dropIfArrived(state);
    this.remember();
    this.sendIfReady();
  }

  /** The reader changed the text. */
  type(text: string, caret: number, isHistory = false): void {
    const before = this.store.state;
    const known = isHistory ? this.tagsOf.get(text) : undefined;
    const tags = known ?? retag(before, text, caret);
    this.store.dispatch({ text, tags, problems: [], wasSent: undefined });
  }

  /** A tag now stands in the text at `start`. */
  placeTag(tag: PlacedTag): void {
    const tags = [...this.store.state.tags, tag].sort((a, b) => a.start - b.start);
    this.store.dispatch({ tags });
  }

  /** What is undefined stays as it is. */
  setValue({ text, content, ...value }: ComposerValue): void {
    this.follow();
    const written = content
      ? fromContent(content)
      : { text, ...(text !== undefined && { tags: [] }) };
    this.store.dispatch({ ...defined({ ...written, ...value }), problems: [] });
  }

  /** Takes back a message that was not sent. */
  restore(item: UserMessageItem): void {
    this.store.dispatch({ ...toDraft(item), problems: [] });
  }

  updateFile(key: string, change: (file: DraftFile) => DraftFile): void {
    const { state } = this.store;
    if (state.files.some((file) => file.key === key))
      this.store.dispatch(withFile(state, key, change));
    else this.drafts.updateFile(key, change);
  }

  complain(...problems: string[]): void {
    this.store.dispatch({ problems });
  }

  get tool(): ToolOption | undefined {
    return this.host.options()?.composer?.tools?.find(({ id }) => id === this.store.state.toolId);
  }

  /** The chosen model, else the one that this thread was last asked with, else the default. */
  get model(): ModelOption | undefined {
    const models = this.host.options()?.composer?.models?.filter(({ disabled }) => !disabled);
    const asked = this.chat.store.state.items.findLast((item) => item.type === "user_message");
    const wanted = [this.store.state.modelId, asked?.inference_options?.model];
    return (
      wanted.flatMap((id) => models?.find((model) => model.id === id) ?? [])[0] ??
      models?.find((model) => model.default)
    );
  }

  get inference(): InferenceOptions {
    const { tool, model } = this;
    return { ...(tool && { tool_choice: { id: tool.id } }), ...(model && { model: model.id }) };
  }

  /** Sends the draft, at once or as soon as its files are uploaded. */
  send(): void {
    if (isBlank({ ...this.store.state, reply: "" }) || this.chat.busy || !this.isOpen) return;
    const failed = this.store.state.files.find(({ upload }) => upload.state === "failed");
    if (failed) this.complain(this.host.messages().fileNotUploaded(failed.name));
    else this.store.dispatch({ waiting: true });
  }

  /** Nothing is sent when the uploads are done. */
  stopWaiting(): void {
    this.store.dispatch({ waiting: false });
  }

  /** After a message: only a persistent tool stays chosen, and the model. */
  forgetTool(): void {
    if (!this.tool?.persistent) this.store.dispatch({ toolId: null });
  }

  private get isOpen(): boolean {
    const status = this.chat.store.state.thread?.status;
    return !status || status.type === "active";
  }

  private sendIfReady(): void {
    const { waiting, files } = this.store.state;
    if (!waiting || this.chat.busy || !this.isOpen) return;
    if (files.some(({ upload }) => upload.state === "failed")) this.stopWaiting();
    else if (files.every(({ upload }) => upload.state === "done")) this.sendNow();
  }

  private sendNow(): void {
    const { files, reply } = this.store.state;
    const message = {
      content: toContent(this.store.state),
      attachments: files.flatMap(({ upload }) =>
        upload.state === "done" ? [upload.attachment] : [],
      ),
      quote: reply || undefined,
      inference: this.inference,
    };
    this.clear();
    void this.chat.send(message);
  }

  private clear(): void {
    const { modelId } = this.store.state;
    const toolId = this.tool?.persistent ? this.tool.id : null;
    this.tagsOf.clear();
    this.store.dispatch({ ...emptyDraft, toolId, modelId, waiting: false, problems: [] });
  }

  private show(thread: string, state: ChatState): void {
    // A new chat gets its id while it is answered; whatever was typed meanwhile goes on with it.
    if (this.thread === "" && state.streaming && !state.loading) {
      this.drafts.move("", thread);
      this.thread = thread;
      return;
    }
    this.thread = thread;
    this.tagsOf.clear();
    this.store.dispatch({ ...this.drafts.read(thread), waiting: false, problems: [] });
  }

  private dropIfArrived({ items }: ChatState): void {
    const newest = items.findLast((item) => item.type === "user_message");
    if (newest && fromContent(newest.content).text === this.store.state.text.trim()) this.clear();
  }

  private changed(): void {
    const { text, tags, toolId } = this.store.state;
    if (tags.length > 0 || this.tagsOf.size > 0) this.rememberTags(text, tags);
    if (this.thread !== null) this.remember();
    if (toolId !== this.toldTool) {
      this.toldTool = toolId;
      this.host.emit("chatkit.tool.change", { toolId });
    }
    this.sendIfReady();
  }

  private rememberTags(text: string, tags: readonly PlacedTag[]): void {
    this.tagsOf.set(text, tags);
    const oldest = this.tagsOf.keys().next();
    if (this.tagsOf.size > REMEMBERED_TEXTS && !oldest.done) this.tagsOf.delete(oldest.value);
  }

  /** A message that the server may not have yet is kept as the draft, should the page be left. */
  private remember(): void {
    const { state } = this.store;
    const unsent = this.chat.store.state.items.findLast(isUnsent);
    if (this.written.state === state && this.written.unsent === unsent) return;
    this.written = { state, unsent };
    const { waiting: _, problems: __, ...draft } = state;
    const kept = unsent && isBlank(draft) ? { ...toDraft(unsent), wasSent: true } : draft;
    this.drafts.write(this.thread ?? "", kept);
  }
}

function isUnsent(item: ThreadItem): item is UserMessageItem {
  return item.type === "user_message" && isLocal(item);
}

function toDraft(item: UserMessageItem): Draft {
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

function apiUrl(host: Host): string {
  const api = host.options()?.api;
  return api && "url" in api ? api.url : "";
}

function defined<T extends object>(values: T): Partial<T> {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<T>;
}
