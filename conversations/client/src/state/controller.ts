import type { Attachment, UserMessageContent } from "@openai/chatkit";
import { type ChatKitClient, isAbort } from "../protocol/client";
import type {
  FeedbackKind,
  InferenceOptions,
  Page,
  StructuredSubmission,
  ThreadItem,
  UserMessageInput,
  UserMessageItem,
} from "../protocol/types";
import { Actions } from "./actions";
import { describe } from "./failures";
import { History } from "./history";
import { ChatError, type Host } from "./host";
import { emptyChat, reduce } from "./reducer";
import { Store } from "./store";
import { type ChatStore, Turns } from "./turn";
import { Unknown } from "./unknown";

/** Hidden items are taken out of pages after paging: read on until this many have come. */
const ENOUGH_ITEMS = 8;
/** How long the server may take to store what it has of an answer that was stopped. */
const STOP_GRACE_MS = 250;

export interface OutgoingMessage {
  content: UserMessageContent[];
  attachments?: Attachment[];
  quote?: string | undefined;
  inference?: InferenceOptions;
}

/** Everything that the reader or the host can do with the chat. */
export class Controller {
  readonly store: ChatStore = new Store(emptyChat, reduce);
  readonly history: History;
  readonly actions: Actions;
  readonly unknown: Unknown;
  private readonly turns: Turns;
  private opening: AbortController | null = null;
  private failedToOpen: string | null = null;

  constructor(
    private readonly client: ChatKitClient,
    private readonly host: Host,
  ) {
    this.unknown = new Unknown(host);
    this.turns = new Turns(this.store, client, host, this.unknown);
    this.history = new History(client, host);
    this.actions = new Actions(this.store, client, this.turns, host);
  }

  /** An answer is being written, or a thread is being loaded. */
  get busy(): boolean {
    return this.turns.active || this.opening !== null;
  }

  /** Shows a thread with its newest items, or a new chat. A failure is shown in the chat. */
  async open(threadId: string | null): Promise<void> {
    this.leave();
    this.opening?.abort();
    this.opening = null;
    const left = this.store.state.thread?.id ?? null;
    this.store.dispatch({ type: "local.thread_opening", threadId });
    if (threadId !== left) this.host.emit("chatkit.thread.change", { threadId });
    if (threadId === null) return;
    const opening = new AbortController();
    this.opening = opening;
    this.host.emit("chatkit.thread.load.start", { threadId });
    await this.guard(async () => {
      const [thread, page] = await this.newest(threadId, opening.signal);
      if (this.opening === opening)
        this.store.dispatch({ type: "local.thread_opened", thread, page });
    }, threadId);
    if (this.opening === opening) this.opening = null;
    this.host.emit("chatkit.thread.load.end", { threadId });
  }

  /** @throws ChatError while busy or when the thread takes no messages */
  async send(message: OutgoingMessage): Promise<void> {
    const text = this.host.messages();
    if (this.turns.active) throw new ChatError(text.errorBusy);
    if (this.opening) throw new ChatError(text.loading);
    const status = this.store.state.thread?.status;
    if (status && status.type !== "active") throw new ChatError(status.reason ?? text[status.type]);
    await this.turns.sendMessage(toInput(message), toItem(message));
  }

  /** Ends the running answer, then shows what the server kept of it. */
  async stop(): Promise<void> {
    if (!this.turns.stop()) return;
    await new Promise((resolve) => setTimeout(resolve, STOP_GRACE_MS));
    await this.refresh(true);
  }

  /** Tries the failed turn, or the failed loading, again. */
  async retry(): Promise<void> {
    const request = this.turns.retryRequest();
    if (request && !this.turns.active) {
      if (request.type === "threads.retry_after_item")
        await this.answerAgain(request.params.item_id);
      else await this.turns.run(request);
    } else if (this.failedToOpen) await this.open(this.failedToOpen);
  }

  /** Lets the server answer the message `itemId` again; everything after it goes. */
  async answerAgain(itemId: string): Promise<void> {
    const thread = this.store.state.thread;
    if (!thread || this.turns.active) return;
    this.store.dispatch({ type: "local.rewound", itemId });
    const params = { thread_id: thread.id, item_id: itemId };
    await this.turns.run({ type: "threads.retry_after_item", params });
  }

  /** Sends a message again that never reached the server. */
  async resend(item: UserMessageItem): Promise<void> {
    if (this.busy) return;
    this.drop(item);
    const { content, attachments, quoted_text: quote, inference_options: inference } = item;
    await this.send({ content, attachments, quote, inference });
  }

  /** Takes a message out that never reached the server. */
  drop(item: UserMessageItem): void {
    this.store.dispatch({ type: "local.message_dropped", itemId: item.id });
  }

  async loadOlder(): Promise<void> {
    const { thread, older } = this.store.state;
    if (!thread || !older.hasMore || older.loading) return;
    this.store.dispatch({ type: "local.older_loading", loading: true });
    await this.guard(async () => {
      const page = await this.page(thread.id, older.after);
      if (this.store.state.thread?.id === thread.id) {
        this.store.dispatch({ type: "local.older_loaded", page });
      }
    });
    if (this.store.state.thread?.id === thread.id) {
      this.store.dispatch({ type: "local.older_loading", loading: false });
    }
  }

  /** Fetches the thread's state and newest items again, unless an answer is arriving. */
  async refresh(keepAnswer = false): Promise<void> {
    const threadId = this.store.state.thread?.id;
    if (!threadId || this.busy) return;
    await this.guard(async () => {
      const [thread, page] = await this.newest(threadId);
      if (this.store.state.thread?.id === threadId && !this.busy) {
        this.store.dispatch({ type: "local.refreshed", thread, page, keepAnswer });
      }
    });
  }

  async rename(threadId: string, title: string): Promise<void> {
    if (!(await this.history.rename(threadId, title))) return;
    this.store.dispatch({ type: "local.renamed", threadId, title });
  }

  async delete(threadId: string): Promise<void> {
    if (!(await this.history.delete(threadId))) return;
    if (this.store.state.thread?.id === threadId) await this.open(null);
  }

  /** `kind` null takes it back, where the server can. @returns whether the server took it */
  async feedback(itemIds: string[], kind: FeedbackKind | null): Promise<boolean> {
    const { thread, feedback } = this.store.state;
    if (!thread || (!kind && !feedback.isKept)) return false;
    const about = { thread_id: thread.id, item_ids: itemIds };
    return this.guard(async () => {
      if (kind) await this.client.call("items.feedback", { ...about, kind });
      else await this.client.call("items.remove_feedback", about);
      this.store.dispatch({ type: "local.judged", itemIds, kind });
    });
  }

  /** Sends the answers to the questions of an item, or that they were skipped. */
  async answerQuestions(itemId: string, input: StructuredSubmission): Promise<void> {
    const thread = this.store.state.thread;
    if (!thread || this.busy) return;
    const params = { thread_id: thread.id, item_id: itemId, input };
    await this.turns.run({ type: "threads.add_structured_input", params });
  }

  /** Ends the running answer at once, without asking what the server kept of it. */
  leave(): void {
    this.turns.abandon();
  }

  private async guard(work: () => Promise<void>, opening: string | null = null): Promise<boolean> {
    try {
      await work();
      this.failedToOpen = null;
      return true;
    } catch (thrown) {
      if (isAbort(thrown)) return false;
      this.failedToOpen = opening;
      const failure = describe(thrown, this.host.messages());
      const canRetry = failure.canRetry && opening !== null;
      this.store.dispatch({ type: "local.failed", failure: { ...failure, canRetry } });
      if (thrown instanceof Error) this.host.emit("chatkit.error", { error: thrown });
      return false;
    }
  }

  private newest(threadId: string, signal?: AbortSignal) {
    return Promise.all([
      this.client.call("threads.get_by_id", { thread_id: threadId }, signal),
      this.page(threadId, undefined, signal),
    ]);
  }

  /** The next older items, newest first; reads over pages that hidden items made short or empty. */
  private async page(
    threadId: string,
    after?: string,
    signal?: AbortSignal,
  ): Promise<Page<ThreadItem>> {
    const data: ThreadItem[] = [];
    let page: Page<ThreadItem> = { data: [], has_more: true, ...(after && { after }) };
    while (page.has_more && data.length < ENOUGH_ITEMS) {
      const from = page.after ? { after: page.after } : {};
      const params = { thread_id: threadId, order: "desc" as const, ...from };
      const next = await this.client.call("items.list", params, signal);
      data.push(...next.data);
      const stuck = next.has_more && (!next.after || next.after === page.after);
      page = stuck ? { ...next, has_more: false } : next;
    }
    return { ...page, data };
  }
}

function toInput({
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

function toItem(message: OutgoingMessage): Omit<UserMessageItem, "id"> {
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
