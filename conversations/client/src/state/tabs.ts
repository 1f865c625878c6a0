import type { StreamEvent } from "../protocol/types";
import { growing } from "./growing";
import type { History } from "./history";
import { isLocal, type LocalEvent } from "./reducer";
import type { ChatStore } from "./turn";

type ChatEvent = StreamEvent | LocalEvent;

interface Happened {
  from: string;
  threadId: string;
  event: ChatEvent;
}

/** What one tab tells the others: something happened in a thread, or to the list of threads. */
type Message =
  | Happened
  | { from: string; renamed: string; title: string }
  | { from: string; deleted: string }
  | { from: string; gone: true }
  | { stop: string };

/** What tabs tell of their own accord: not what only concerns their view, nor what the host is told. */
const MIRRORED = new Set<ChatEvent["type"]>([
  "thread.updated",
  "thread.item.added",
  "thread.item.replaced",
  "thread.item.done",
  "thread.item.updated",
  "thread.item.removed",
  "stream_options",
  "progress_update",
  "notice",
  "local.message_sent",
  "local.turn_started",
  "local.turn_ended",
  "local.rewound",
  "local.action_ended",
]);

/** A tab that says nothing for so long in the middle of an answer has crashed. */
const SILENCE_MS = 20_000;

export interface Chat {
  /** An answer is read in this very tab. */
  isWriting: () => boolean;
  stop: () => Promise<void>;
  /** Reads the open thread again. */
  catchUp: () => Promise<void>;
  /** The open thread is no more. */
  left: () => Promise<void>;
}

/** Keeps the tabs that show the same chat in step: what happens in one is shown in the others. */
export class Tabs {
  private readonly name = Math.random().toString(36).slice(2);
  private channel: BroadcastChannel | null = null;
  /** The tab whose answer is shown here, while it lasts. */
  private leader: string | null = null;
  /** A tab in the middle of an answer that it had begun before this one was there. */
  private stranger: string | null = null;
  private silence: ReturnType<typeof setTimeout> | undefined;
  /** An event of another tab is being shown: not to be told again. */
  private isMirroring = false;
  private held: Happened[] | null = null;
  private disconnects: (() => void)[] = [];

  constructor(
    private readonly store: ChatStore,
    private readonly history: History["store"],
    private readonly chat: Chat,
  ) {}

  /** Tabs of the same origin that talk to the same endpoint belong together. */
  connect(endpoint: string): void {
    if (this.channel || typeof window === "undefined" || !("BroadcastChannel" in window)) return;
    const channel = new BroadcastChannel(`openai-chatkit ${new URL(endpoint, location.href)}`);
    channel.onmessage = ({ data }: MessageEvent<Message>) => this.hear(data);
    this.channel = channel;
    const goodbye = () => this.chat.isWriting() && this.tell({ from: this.name, gone: true });
    window.addEventListener("pagehide", goodbye);
    this.disconnects = [
      () => window.removeEventListener("pagehide", goodbye),
      this.store.watch((event) => this.tellEvent(event)),
      this.history.watch((event) => {
        if (event.type === "renamed")
          this.tell({ from: this.name, renamed: event.id, title: event.title });
        if (event.type === "deleted") this.tell({ from: this.name, deleted: event.id });
      }),
      () => channel.close(),
    ];
  }

  disconnect(): void {
    this.follow(null);
    for (const undo of this.disconnects) undo();
    this.disconnects = [];
    this.channel = null;
  }

  /** Ends the answer that another tab reads. */
  stop(): void {
    if (this.leader) this.tell({ stop: this.leader });
  }

  private heed(name: string): void {
    if (name === this.name) void this.chat.stop();
  }

  private tellEvent(event: ChatEvent): void {
    const threadId = this.store.state.thread?.id;
    if (event.type === "local.thread_opening") this.follow(null);
    if (threadId && MIRRORED.has(event.type)) this.tell({ from: this.name, threadId, event });
  }

  private tell(message: Message): void {
    if (!this.isMirroring) this.channel?.postMessage(message);
  }

  private hear(message: Message): void {
    if ("event" in message) this.receive(message);
    else if ("stop" in message) this.heed(message.stop);
    else if ("gone" in message) this.takeOver(message.from);
    else if ("renamed" in message) {
      const { renamed: id, title } = message;
      this.mirror(() => this.history.dispatch({ type: "renamed", id, title }));
      this.mirror(() => this.store.dispatch({ type: "local.renamed", threadId: id, title }));
    } else {
      this.mirror(() => this.history.dispatch({ type: "deleted", id: message.deleted }));
      if (this.store.state.thread?.id === message.deleted) void this.chat.left();
    }
  }

  /** In their order, also where one has to wait for what lets items grow. */
  private receive(happened: Happened): void {
    if (this.held) this.held.push(happened);
    else if (happened.event.type !== "thread.item.updated" || growing.loaded) this.show(happened);
    else {
      this.held = [happened];
      void growing.start().then(() => this.release());
    }
  }

  private release(): void {
    const held = this.held ?? [];
    this.held = null;
    for (const happened of held) this.show(happened);
  }

  private show({ from, threadId, event }: Happened): void {
    if (this.store.state.thread?.id !== threadId || this.chat.isWriting()) return;
    if (event.type === "local.action_ended") {
      this.showAction(event);
      return;
    }
    if (event.type === "local.turn_started" && !this.leader) this.follow(from);
    const isFirst = event.type === "local.message_sent" && !this.leader;
    if (this.leader !== from && !isFirst) {
      if (!this.leader) this.missed(from, event);
      return;
    }
    this.mirror(() => this.store.dispatch(event));
    if (event.type === "local.turn_ended") this.endTurn();
    else this.follow(this.leader);
  }

  /** An answer whose beginning was not heard: read from the server, now or when it is complete. */
  private missed(from: string, event: ChatEvent): void {
    if (this.stranger === from && event.type !== "local.turn_ended") return;
    this.stranger = from;
    void this.chat.catchUp();
  }

  /** Whether the message of a failed turn goes again is up to the tab that it was written in. */
  private endTurn(): void {
    this.follow(null);
    const { items, unsent } = this.store.state;
    const strange = items.filter((item) => isLocal(item) && !(item.id in unsent));
    for (const { id: itemId } of strange)
      this.mirror(() => this.store.dispatch({ type: "local.message_dropped", itemId }));
    void this.chat.catchUp();
  }

  private showAction({ item, itemId }: Extract<ChatEvent, { type: "local.action_ended" }>): void {
    if (item) this.mirror(() => this.store.dispatch({ type: "local.action_ended", itemId, item }));
  }

  private mirror(work: () => void): void {
    this.isMirroring = true;
    work();
    this.isMirroring = false;
  }

  private follow(leader: string | null): void {
    this.leader = leader;
    clearTimeout(this.silence);
    if (leader) this.silence = setTimeout(() => this.takeOver(leader), SILENCE_MS);
  }

  /** The tab that read the answer is gone: whether it goes on can be learnt from the server. */
  private takeOver(gone: string): void {
    if (this.leader !== gone) return;
    this.follow(null);
    this.mirror(() => this.store.dispatch({ type: "local.turn_ended" }));
    void this.chat.catchUp();
  }
}
