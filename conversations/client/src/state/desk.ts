import type { ModelOption, ToolOption } from "@openai/chatkit";
import type { ChatKitClient } from "../protocol/client";
import type { InferenceOptions, UserMessageItem } from "../protocol/types";
import { chosenModel, chosenTool } from "./choices";
import {
  type Chat,
  type ComposerState,
  type ComposerStore,
  type ComposerValue,
  shownThread,
} from "./composer";
import { fromContent, type PlacedTag, retag, TagMemory, toContent } from "./composer-text";
import { type DraftFile, emptyDraft } from "./draft";
import { asFile, isBlank, isUnsent, toDraft, withFile } from "./drafting";
import { Drafts } from "./drafts";
import type { Host } from "./host";
import type { ChatState } from "./reducer";

/** All of the composer beyond a line of text: tags, files, choices, and a draft for each thread. */
export class Desk {
  private readonly drafts: Drafts;
  private readonly tagMemory = new TagMemory();
  /** The thread whose draft is shown; "" stands for a new chat, null for none yet. */
  private thread: string | null;
  private written: { state?: ComposerState; unsent?: UserMessageItem | undefined } = {};
  private toldTool: string | null = null;

  constructor(
    private readonly chat: Chat,
    /** For what goes to the server before the message does: files and dictated speech. */
    readonly client: ChatKitClient,
    readonly host: Host,
    readonly store: ComposerStore,
    /** The thread in which something was typed already. */
    typedIn: string | null = null,
  ) {
    this.drafts = new Drafts(() => apiUrl(host));
    this.thread = typedIn;
    if (typedIn !== null) this.remember();
    this.follow();
    chat.store.subscribe(() => this.follow());
    store.subscribe(() => this.changed());
    this.changed();
  }

  /** Shows the draft of the thread that is shown. */
  follow(): void {
    const state = this.chat.store.state;
    const thread = shownThread(state);
    if (thread !== this.thread) this.show(thread, state);
    if (this.store.state.wasSent) this.dropIfArrived(state);
    this.remember();
    this.sendIfReady();
  }

  /** The reader changed the text. */
  type(text: string, caret: number, isHistory = false): void {
    const before = this.store.state;
    const known = isHistory ? this.tagMemory.recall(text) : undefined;
    const tags = known ?? retag(before, text, caret);
    this.store.dispatch({ text, tags, problems: [], wasSent: undefined });
  }

  /** A tag now stands in the text at `start`. */
  placeTag(tag: PlacedTag): void {
    const tags = [...this.store.state.tags, tag].sort((a, b) => a.start - b.start);
    this.store.dispatch({ tags });
  }

  /** What is undefined stays as it is. */
  setValue({ text, content, attachments, ...value }: ComposerValue): void {
    this.follow();
    const tags = text === undefined ? undefined : [];
    const written = content ? fromContent(content) : { text, tags };
    const files = attachments?.map(asFile);
    this.store.dispatch(defined({ ...written, ...value, files }));
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
    return chosenTool(this.host.options(), this.store.state.toolId);
  }

  get model(): ModelOption | undefined {
    return chosenModel(this.host.options(), this.store.state.modelId, this.chat.store.state.items);
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
    const draft = this.store.state;
    this.clear();
    this.chat.send(message).catch((refusal: Error) => {
      this.store.dispatch({ ...draft, waiting: false, problems: [refusal.message] });
    });
  }

  private clear(): void {
    const { modelId } = this.store.state;
    const toolId = this.tool?.persistent ? this.tool.id : null;
    this.tagMemory.clear();
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
    this.tagMemory.clear();
    this.store.dispatch({ ...this.drafts.read(thread), waiting: false, problems: [] });
  }

  private dropIfArrived({ items }: ChatState): void {
    const newest = items.findLast((item) => item.type === "user_message");
    if (newest && fromContent(newest.content).text === this.store.state.text.trim()) this.clear();
  }

  private changed(): void {
    const { text, tags, toolId } = this.store.state;
    this.tagMemory.keep(text, tags);
    if (this.thread !== null) this.remember();
    if (toolId !== this.toldTool) {
      this.toldTool = toolId;
      this.host.emit("chatkit.tool.change", { toolId });
    }
    this.sendIfReady();
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

function apiUrl(host: Host): string {
  const api = host.options()?.api;
  return api && "url" in api ? api.url : "";
}

function defined<T extends object>(values: T): Partial<T> {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<T>;
}
