import type { ChatKitClient } from "../protocol/client";
import type { Page, Thread } from "../protocol/types";
import { describe } from "./failures";
import type { Host } from "./host";
import { Store } from "./store";

export interface HistoryState {
  open: boolean;
  threads: readonly Thread[];
  hasMore: boolean;
  after?: string | undefined;
  loading: boolean;
  error: string | null;
}

type HistoryEvent =
  | { type: "opened" | "closed" | "loading" }
  | { type: "loaded"; page: Page<Thread>; first: boolean }
  | { type: "renamed"; id: string; title: string }
  | { type: "deleted"; id: string }
  | { type: "failed"; message: string };

const emptyHistory: HistoryState = {
  open: false,
  threads: [],
  hasMore: false,
  loading: false,
  error: null,
};

export function reduceHistory(state: HistoryState, event: HistoryEvent): HistoryState {
  switch (event.type) {
    case "opened":
      return { ...state, open: true, error: null };
    case "closed":
      return { ...state, open: false };
    case "loading":
      return { ...state, loading: true, error: null };
    case "loaded":
      return withPage(state, event.page, event.first);
    case "renamed":
      return {
        ...state,
        threads: state.threads.map((thread) =>
          thread.id === event.id ? { ...thread, title: event.title } : thread,
        ),
      };
    case "deleted":
      return { ...state, threads: state.threads.filter(({ id }) => id !== event.id) };
    case "failed":
      return { ...state, loading: false, error: event.message };
  }
}

/** A thread that was written in meanwhile may come twice, and a server may not say where to go on. */
function withPage(state: HistoryState, page: Page<Thread>, first: boolean): HistoryState {
  const before = first ? [] : state.threads;
  const known = new Set(before.map(({ id }) => id));
  const isNext = page.after !== undefined && (first || page.after !== state.after);
  return {
    ...state,
    loading: false,
    threads: [...before, ...page.data.filter(({ id }) => !known.has(id))],
    hasMore: page.has_more && isNext,
    after: page.after,
  };
}

/** The list of the reader's threads. Every failure ends up in `state.error`. */
export class History {
  readonly store = new Store(emptyHistory, reduceHistory);

  constructor(
    private readonly client: ChatKitClient,
    private readonly host: Host,
  ) {}

  async open(): Promise<void> {
    if (!this.store.state.open) {
      this.store.dispatch({ type: "opened" });
      this.host.emit("chatkit.history.open");
    }
    await this.load(true);
  }

  close(): void {
    if (!this.store.state.open) return;
    this.store.dispatch({ type: "closed" });
    this.host.emit("chatkit.history.close");
  }

  async load(first = false): Promise<void> {
    const { after, loading } = this.store.state;
    if (loading) return;
    this.store.dispatch({ type: "loading" });
    await this.attempt(async () => {
      const page = await this.client.call("threads.list", first || !after ? {} : { after });
      this.store.dispatch({ type: "loaded", page, first });
    });
  }

  rename(id: string, title: string): Promise<boolean> {
    return this.attempt(async () => {
      await this.client.call("threads.update", { thread_id: id, title });
      this.store.dispatch({ type: "renamed", id, title });
    });
  }

  delete(id: string): Promise<boolean> {
    return this.attempt(async () => {
      await this.client.call("threads.delete", { thread_id: id });
      this.store.dispatch({ type: "deleted", id });
    });
  }

  private async attempt(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      const { message } = describe(error, this.host.messages());
      this.store.dispatch({ type: "failed", message });
      if (error instanceof Error) this.host.emit("chatkit.error", { error });
      return false;
    }
  }
}
