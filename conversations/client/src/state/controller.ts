import { type ChatKitClient, isAbort } from "../protocol/client";
import type { FeedbackKind, StructuredSubmission, UserMessageItem } from "../protocol/types";
import { arrived } from "../soon";
import { Actions } from "./actions";
import { describe } from "./failures";
import { History } from "./history";
import { ChatError, type Host } from "./host";
import type { InStep } from "./in-step";
import { Network } from "./network";
import { type OutgoingMessage, toInput, toItem } from "./outgoing";
import { readNewest, readPage } from "./pages";
import { emptyChat, reduce } from "./reducer";
import { Store } from "./store";
import { type ChatStore, Turns } from "./turn";
import { Unknown } from "./unknown";

/** How long the server may take to store what it has of an answer that was stopped. */
const STOP_GRACE_MS = 250;

/** Everything that the reader or the host can do with the chat. */
export class Controller {
  readonly store: ChatStore = new Store(emptyChat, reduce);
  readonly history: History;
  readonly actions: Actions;
  readonly unknown: Unknown;
  readonly network: Network;
  private readonly turns: Turns;
  private inStep: InStep | null = null;
  private isConnected = false;
  private opening: AbortController | null = null;
  private failedToOpen: string | null = null;

  constructor(
    private readonly client: ChatKitClient,
    private readonly host: Host,
  ) {
    this.unknown = new Unknown(host);
    this.network = new Network(() => this.recover());
    client.watch = (reached) => this.network.report(reached);
    this.turns = new Turns(this.store, client, host, this.unknown, () => void this.catchUp());
    this.history = new History(client, host);
    this.actions = new Actions(this.store, client, this.turns, host);
  }

  /** The element is in its page. Goes on with what it left there. */
  connect(): void {
    this.isConnected = true;
    this.network.connect();
    if (this.store.state.thread) void this.catchUp();
    void this.keepInStep();
  }

  /** The element is out of its page: nobody listens to an answer any more. */
  disconnect(): void {
    this.isConnected = false;
    this.leave();
    this.network.disconnect();
    this.inStep?.tabs.disconnect();
  }

  /** An answer is being written (here or in another tab), or a thread is being loaded. */
  get busy(): boolean {
    return this.store.state.streaming || this.opening !== null;
  }

  /** Shows a thread with its newest items, or a new chat. A failure is shown in the chat. */
  async open(threadId: string | null): Promise<void> {
    this.leave();
    this.opening?.abort();
    this.opening = null;
    this.failedToOpen = null;
    const left = this.store.state.thread?.id ?? null;
    this.store.dispatch({ type: "local.thread_opening", threadId });
    if (threadId !== left) this.host.emit("chatkit.thread.change", { threadId });
    if (threadId === null) return;
    const opening = new AbortController();
    this.opening = opening;
    this.host.emit("chatkit.thread.load.start", { threadId });
    await this.guard(async () => {
      const [thread, page] = await readNewest(this.client, threadId, opening.signal);
      if (this.opening === opening)
        this.store.dispatch({ type: "local.thread_opened", thread, page });
    }, threadId);
    const isShown = this.opening === opening;
    if (isShown) this.opening = null;
    this.host.emit("chatkit.thread.load.end", { threadId });
    if (isShown) this.pickUp();
  }

  /** @throws ChatError while busy or when the thread takes no messages */
  async send(message: OutgoingMessage): Promise<void> {
    const text = this.host.messages();
    if (this.store.state.streaming) throw new ChatError(text.errorBusy);
    if (this.opening) throw new ChatError(text.loading);
    const status = this.store.state.thread?.status;
    if (status && status.type !== "active") throw new ChatError(status.reason ?? text[status.type]);
    this.inStep?.waiting.stop();
    await this.turns.sendMessage(toInput(message), toItem(message));
  }

  /** Ends the running answer, then shows what the server kept of it. */
  async stop(): Promise<void> {
    this.inStep?.tabs.stop();
    if (!(await this.turns.stop())) return;
    await new Promise((resolve) => setTimeout(resolve, STOP_GRACE_MS));
    await this.refresh(true);
  }

  /** Tries the failed turn, or the failed loading, again. */
  async retry(): Promise<void> {
    const request = this.turns.retryRequest();
    if (request && !this.busy) {
      if (request.type === "threads.retry_after_item")
        await this.answerAgain(request.params.item_id);
      else await this.turns.run(request);
    } else if (this.failedToOpen) await this.open(this.failedToOpen);
  }

  /** Lets the server answer the message `itemId` again; everything after it goes. */
  async answerAgain(itemId: string): Promise<void> {
    const thread = this.store.state.thread;
    if (!thread || this.busy) return;
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
      const page = await readPage(this.client, thread.id, older.after);
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
    await this.guard(() => this.fetchNewest(keepAnswer));
    this.pickUp();
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

  /** Leaves the running answer: another thread is shown, or none. */
  private leave(): void {
    this.inStep?.waiting.stop();
    this.turns.abandon();
  }

  private async keepInStep(): Promise<void> {
    // After the chat is shown: it is of use when something happens elsewhere.
    const part = await arrived;
    if (!this.isConnected) return;
    this.inStep ??= new part.InStep(this.store, this.history.store, {
      isWriting: () => this.turns.active,
      stop: () => this.stop(),
      catchUp: () => this.catchUp(),
      left: () => this.open(null),
      giveUp: () => this.turns.offerRetry(),
    });
    this.inStep.tabs.connect(this.client.connection().url);
    this.pickUp();
  }

  private async fetchNewest(keepAnswer: boolean): Promise<void> {
    const threadId = this.store.state.thread?.id;
    if (!threadId || this.busy) return;
    const [thread, page] = await readNewest(this.client, threadId);
    if (this.store.state.thread?.id === threadId && !this.busy) {
      this.store.dispatch({ type: "local.refreshed", thread, page, keepAnswer });
    }
  }

  /** Shows what became of the open thread meanwhile. Nobody asked for it, so failing is not told. */
  private async catchUp(): Promise<void> {
    try {
      await this.fetchNewest(true);
      this.pickUp();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
    }
  }

  /** Goes on with the answer that the open thread is in the middle of, if it is. */
  private pickUp(): void {
    const { thread, streaming } = this.store.state;
    if (!thread || streaming) return;
    if (thread.metadata?.running) void this.turns.resume(thread.id);
    else void this.inStep?.waiting.start();
  }

  /** The server was out of reach: does what failed for that reason. */
  private async recover(): Promise<void> {
    if (this.network.offline.state) {
      await this.client.call("threads.list", { limit: 1 }).catch(() => null);
      if (this.network.offline.state) return;
    }
    const { open, error } = this.history.store.state;
    if (open && error) await this.history.load(true);
    if (this.failedToOpen) await this.open(this.failedToOpen);
    else await this.catchUp();
  }

  private async guard(work: () => Promise<void>, opening: string | null = null): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (thrown) {
      if (isAbort(thrown)) return false;
      if (opening) this.failedToOpen = opening;
      const failure = describe(thrown, this.host.messages());
      const canRetry = failure.canRetry && opening !== null;
      this.store.dispatch({ type: "local.failed", failure: { ...failure, canRetry } });
      if (thrown instanceof Error) this.host.emit("chatkit.error", { error: thrown });
      return false;
    }
  }
}
