import type { ChatKitClient } from "../protocol/client";
import type { WireAction } from "../protocol/types";
import type { WidgetAction } from "../widgets/actions";
import type { WidgetRoot } from "../widgets/types";
import { describe } from "./failures";
import { ChatError, type Host } from "./host";
import type { ChatStore, Turns } from "./turn";

/** Sends what widgets and the host ask for: to the host, to the server in a word, or as a turn. */
export class Actions {
  private readonly underWay = new Map<string, Promise<void>>();

  constructor(
    private readonly store: ChatStore,
    private readonly client: ChatKitClient,
    private readonly turns: Turns,
    private readonly host: Host,
  ) {}

  /** A widget was used. The same action of the same item is sent once, however often it is clicked. */
  dispatch(action: WidgetAction, itemId: string, widget: WidgetRoot): Promise<void> {
    const key = JSON.stringify([itemId, action.type, action.payload]);
    const running = this.underWay.get(key);
    if (running) return running;
    const sending = this.send(action, itemId, widget).finally(() => this.underWay.delete(key));
    this.underWay.set(key, sending);
    return sending;
  }

  /** @throws ChatError while an answer is being written, or the error that ended the turn */
  async stream(action: WireAction, itemId?: string): Promise<void> {
    const thread = this.store.state.thread;
    if (!thread) {
      this.host.emit("chatkit.log", { name: "action.without_thread", data: { type: action.type } });
      throw new ChatError(
        `The action "${action.type}" needs a thread. Send a message or open a thread first.`,
      );
    }
    if (this.store.state.streaming) throw new ChatError(this.host.messages().errorBusy);
    const error = await this.turns.run({
      type: "threads.custom_action",
      params: { thread_id: thread.id, ...(itemId && { item_id: itemId }), action: wire(action) },
    });
    if (error) throw error;
  }

  private async send(action: WidgetAction, itemId: string, widget: WidgetRoot): Promise<void> {
    this.store.dispatch({ type: "local.action_started", itemId });
    try {
      if (action.handler === "client") await this.tellHost(action, itemId, widget);
      else if (action.streaming === false) return await this.exchange(action, itemId);
      else await this.stream(action, itemId);
      this.store.dispatch({ type: "local.action_ended", itemId });
    } catch (error) {
      this.showError(error, itemId);
      throw error;
    }
  }

  private async tellHost(action: WidgetAction, id: string, widget: WidgetRoot): Promise<void> {
    const onAction = this.host.options()?.widgets?.onAction;
    if (!onAction) throw new ChatError(`No widgets.onAction handles the action "${action.type}".`);
    await onAction(wire(action), { id, widget });
  }

  /** A sync action: answered by the item as it is now, also while an answer is being written. */
  private async exchange(action: WidgetAction, itemId: string): Promise<void> {
    const threadId = this.store.state.thread?.id;
    if (!threadId) throw new ChatError("The thread of this widget is not open any more.");
    const { updated_item: item } = await this.client.call("threads.sync_custom_action", {
      thread_id: threadId,
      item_id: itemId,
      action: wire(action),
    });
    const stillOpen = this.store.state.thread?.id === threadId;
    this.store.dispatch({ type: "local.action_ended", itemId, item: stillOpen ? item : undefined });
  }

  private showError(error: unknown, itemId: string): void {
    const failure = describe(error, this.host.messages());
    // A failed turn is shown at the end of the thread, with its retry: not twice.
    const shown = this.store.state.failure !== null && this.turns.retryRequest() !== null;
    this.store.dispatch({ type: "local.action_ended", itemId, ...(!shown && { error: failure }) });
    if (error instanceof Error && !shown) this.host.emit("chatkit.error", { error });
  }
}

function wire({ type, payload }: WireAction): WireAction {
  return payload ? { type, payload } : { type };
}
