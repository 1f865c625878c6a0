import {
  type ChatKitClient,
  ConnectionError,
  type Position,
  RefusedError,
} from "../protocol/client";
import type {
  ClientToolCallItem,
  StreamEvent,
  StreamRequest,
  UserMessageInput,
} from "../protocol/types";
import { describe } from "./failures";
import { followAnswer } from "./follow-answer";
import { growing } from "./growing";
import { ChatError, type Host } from "./host";
import { type ChatState, isLocal, type LocalEvent, localId } from "./reducer";
import type { Store } from "./store";
import type { Unknown } from "./unknown";

export type ChatStore = Store<ChatState, StreamEvent | LocalEvent>;

/** How long the server may take to end an answer before it is left alone. */
const STOP_MS = 3000;

/** Runs one answer at a time: sends a request, feeds its events to the store, runs client tools. */
export class Turns {
  private running: AbortController | null = null;
  private failed: StreamRequest | null = null;
  /** The server goes on with answers whose connection was lost. */
  private canResume = false;

  constructor(
    private readonly store: ChatStore,
    private readonly client: ChatKitClient,
    private readonly host: Host,
    private readonly unknown: Unknown,
    /** Called when an answer may have ended while nobody listened: what there is of it is stored. */
    private readonly missedEnd: () => void,
  ) {}

  get active(): boolean {
    return this.running !== null;
  }

  /** Shows the message at once and sends it. Resolves when the answer is complete or has failed. */
  async sendMessage(input: UserMessageInput, item: Omit<UserItem, "id">): Promise<void> {
    const threadId = this.store.state.thread?.id;
    const shown = { ...item, id: localId(), thread_id: threadId ?? "" };
    this.store.dispatch({ type: "local.message_sent", item: shown });
    await this.run(
      threadId
        ? { type: "threads.add_user_message", params: { thread_id: threadId, input } }
        : { type: "threads.create", params: { input } },
      shown.id,
    );
  }

  /** @returns the error that ended the turn, if one did; the chat shows it already */
  async run(request: StreamRequest, sentId?: string): Promise<Error | null> {
    const running = new AbortController();
    this.running = running;
    this.failed = null;
    this.store.dispatch({ type: "local.turn_started" });
    this.host.emit("chatkit.response.start");
    let error: Error | null = null;
    let missed = false;
    try {
      await this.follow(request, running.signal);
    } catch (thrown) {
      missed = isNotRunning(thrown);
      if (!running.signal.aborted && !missed) error = this.fail(thrown, request, sentId);
    }
    if (this.running !== running) return error; // abandoned: another thread is shown by now
    this.end();
    if (missed || error instanceof ConnectionError) this.missedEnd();
    return error;
  }

  /** Listens to the answer that the server is writing in the open thread, from its beginning. */
  async resume(threadId: string): Promise<void> {
    if (!this.active) await this.run({ type: "threads.resume", params: { thread_id: threadId } });
  }

  /** Ends the running answer, if there is one. What has arrived stays. */
  async stop(): Promise<boolean> {
    const running = this.running;
    if (!running) return false;
    const threadId = this.store.state.thread?.id;
    // A server that can go on after a lost connection doesn't take one as the wish to stop.
    if (this.canResume && threadId) {
      const enough = AbortSignal.timeout(STOP_MS);
      await this.client.call("threads.stop", { thread_id: threadId }, enough).catch(() => null);
    }
    running.abort();
    return true;
  }

  /** Leaves the running answer, if there is one, with its thread. */
  abandon(): void {
    if (!this.running) return;
    this.running.abort();
    this.end();
  }

  /** Says that no answer came to the last message, and lets the reader ask for it again. */
  offerRetry(): void {
    this.failed = this.retryLast();
    const message = this.host.messages().errorNoAnswer;
    const failure = { message, canRetry: this.failed !== null };
    this.store.dispatch({ type: "local.failed", failure });
  }

  /** The request to send to try the failed turn again, or null. */
  retryRequest(): StreamRequest | null {
    return this.failed;
  }

  private end(): void {
    this.running = null;
    this.store.dispatch({ type: "local.turn_ended" });
    this.host.emit("chatkit.response.end");
  }

  private async follow(first: StreamRequest, signal: AbortSignal): Promise<void> {
    const threadId = () => this.store.state.thread?.id;
    let request: StreamRequest | null = first;
    while (request) {
      const position: Position = {};
      const reading = { signal, position, threadId };
      for await (const event of followAnswer(this.client, request, reading)) {
        if (event.type === "thread.item.added") void growing.start();
        if (event.type === "thread.item.updated" && !growing.loaded) await growing.start();
        if (signal.aborted) return;
        this.canResume ||= position.cursor !== undefined;
        this.receive(event, first);
      }
      // Another page may have run the tool that an answer ended with which this page did not ask for.
      if (first.type === "threads.resume") return;
      request = await Promise.race([this.runClientTool(), aborted(signal)]);
    }
  }

  private receive(event: StreamEvent, request: StreamRequest): void {
    if (!this.unknown.check(event)) return;
    const before = this.store.state.thread?.id;
    this.store.dispatch(event);
    if (event.type === "client_effect") {
      this.host.emit("chatkit.effect", { name: event.name, data: event.data ?? {} });
    }
    if (event.type === "error") this.reportEvent(event, request);
    const after = this.store.state.thread?.id;
    if (after && after !== before) this.host.emit("chatkit.thread.change", { threadId: after });
  }

  private reportEvent(
    event: Extract<StreamEvent, { type: "error" }>,
    request: StreamRequest,
  ): void {
    const message = event.message ?? this.host.messages().errorAnswer;
    const retry = event.allow_retry ? this.again(request) : null;
    this.failed = retry;
    this.store.dispatch({ type: "local.failed", failure: { message, canRetry: retry !== null } });
    this.host.emit("chatkit.error", { error: new ChatError(message) });
  }

  private fail(thrown: unknown, request: StreamRequest, sentId: string | undefined): Error {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    const failure = describe(error, this.host.messages());
    const unsentId = this.store.state.items.some(({ id }) => id === sentId) ? sentId : undefined;
    this.failed = unsentId ? null : this.again(request);
    const canRetry = failure.canRetry && this.failed !== null;
    this.store.dispatch({ type: "local.failed", failure: { ...failure, canRetry }, unsentId });
    this.host.emit("chatkit.error", { error });
    return error;
  }

  /**
   * How to try `request` again once its message, if it had one, is stored.
   * An action is sent again as it was: going back to the last message would remove the cards after it.
   */
  private again(request: StreamRequest): StreamRequest | null {
    switch (request.type) {
      case "threads.resume":
        return this.store.state.items.at(-1)?.type === "user_message" ? this.retryLast() : null;
      case "threads.create":
      case "threads.add_user_message":
        return this.retryLast();
      default:
        return request;
    }
  }

  private retryLast(): StreamRequest | null {
    const { thread, items } = this.store.state;
    const message = items.findLast((item) => item.type === "user_message" && !isLocal(item));
    return thread && message
      ? { type: "threads.retry_after_item", params: { thread_id: thread.id, item_id: message.id } }
      : null;
  }

  /** A stream that ends with a pending client tool call waits for this page's answer to it. */
  private async runClientTool(): Promise<StreamRequest | null> {
    const { thread, items } = this.store.state;
    const call = items.at(-1);
    if (!thread || call?.type !== "client_tool_call" || call.status !== "pending") return null;
    const result = await this.toolResult(call);
    // The server records the answer without an event; a call left pending would run twice.
    this.store.dispatch({ type: "thread.item.replaced", item: { ...call, status: "completed" } });
    return { type: "threads.add_client_tool_output", params: { thread_id: thread.id, result } };
  }

  private async toolResult(call: ClientToolCallItem): Promise<unknown> {
    const run = this.host.options()?.onClientTool;
    try {
      if (!run) throw new ChatError(this.host.messages().errorToolMissing(call.name));
      return await run({ name: call.name, params: call.arguments });
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      this.host.emit("chatkit.error", { error });
      return { error: error.message };
    }
  }
}

function isNotRunning(error: unknown): boolean {
  return error instanceof RefusedError && error.code === "not_running";
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
}

type UserItem = Extract<LocalEvent, { type: "local.message_sent" }>["item"];
