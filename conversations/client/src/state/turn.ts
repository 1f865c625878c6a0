import type { ChatKitClient } from "../protocol/client";
import type {
  ClientToolCallItem,
  StreamEvent,
  StreamRequest,
  UserMessageInput,
} from "../protocol/types";
import { describe } from "./failures";
import { ChatError, type Host } from "./host";
import { type ChatState, isLocal, type LocalEvent, localId } from "./reducer";
import type { Store } from "./store";
import type { Unknown } from "./unknown";

export type ChatStore = Store<ChatState, StreamEvent | LocalEvent>;

/** Runs one answer at a time: sends a request, feeds its events to the store, runs client tools. */
export class Turns {
  private running: AbortController | null = null;
  private failed: StreamRequest | null = null;

  constructor(
    private readonly store: ChatStore,
    private readonly client: ChatKitClient,
    private readonly host: Host,
    private readonly unknown: Unknown,
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
    try {
      await this.follow(request, running.signal);
    } catch (thrown) {
      if (!running.signal.aborted) error = this.fail(thrown, request, sentId);
    }
    if (this.running !== running) return error; // abandoned: another thread is shown by now
    this.running = null;
    this.store.dispatch({ type: "local.turn_ended" });
    this.host.emit("chatkit.response.end");
    return error;
  }

  /** Ends the running answer, if there is one. What has arrived stays. */
  stop(): boolean {
    this.running?.abort();
    return this.running !== null;
  }

  /** Ends the running answer and forgets it: its thread is left. */
  abandon(): void {
    if (!this.running) return;
    this.running.abort();
    this.running = null;
    this.store.dispatch({ type: "local.turn_ended" });
    this.host.emit("chatkit.response.end");
  }

  /** The request to send to try the failed turn again, or null. */
  retryRequest(): StreamRequest | null {
    return this.failed;
  }

  private async follow(first: StreamRequest, signal: AbortSignal): Promise<void> {
    let request: StreamRequest | null = first;
    while (request) {
      for await (const event of this.client.stream(request, signal)) {
        if (signal.aborted) return;
        this.receive(event, first);
      }
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
    if (request.type !== "threads.create" && request.type !== "threads.add_user_message")
      return request;
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

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
}

type UserItem = Extract<LocalEvent, { type: "local.message_sent" }>["item"];
