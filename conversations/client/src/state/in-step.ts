import type { History } from "./history";
import { type Chat, Tabs } from "./tabs";
import type { ChatStore } from "./turn";
import { Waiting } from "./waiting";

/** What a chat needs to stay in step with other tabs, and with answers that it can't listen to. */
export class InStep {
  readonly tabs: Tabs;
  readonly waiting: Waiting;

  constructor(store: ChatStore, history: History["store"], chat: Chat & { giveUp: () => void }) {
    this.tabs = new Tabs(store, history, chat);
    this.waiting = new Waiting(store, chat.catchUp, chat.giveUp);
  }
}
