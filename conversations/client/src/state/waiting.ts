import type { ThreadItem } from "../protocol/types";
import type { ChatState } from "./reducer";
import type { ChatStore } from "./turn";

/** Pauses between the questions whether an answer is there; some servers take long, none takes for ever. */
const PAUSES_MS = [1000, 2000, 3000, 5000, 8000, 13_000];
/** Older messages than this were left without an answer: none is on its way. */
const HOPELESS_MS = 26 * 3_600_000; // a day, and the time zones that servers leave out

/**
 * An answer that is being written somewhere, by a server that can't be listened to again: its thread is
 * read again now and then until the answer is there.
 */
export class Waiting {
  private waiting: object | null = null;

  constructor(
    private readonly store: ChatStore,
    private readonly refresh: () => Promise<void>,
    private readonly giveUp: () => void,
  ) {}

  /** Begins to wait if the open thread lacks an answer. Ends with it, or when `stop` is called. */
  async start(): Promise<void> {
    if (this.waiting || !isUnanswered(this.store.state)) return;
    const here = {};
    this.waiting = here;
    this.store.dispatch({ type: "local.awaiting", awaiting: true });
    for (const pause of PAUSES_MS) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      if (this.waiting !== here) return;
      await this.refresh();
      if (this.waiting !== here) return;
      if (!isUnanswered(this.store.state)) return this.stop();
    }
    this.stop();
    if (this.store.state.items.at(-1)?.type === "user_message") this.giveUp();
  }

  stop(): void {
    if (!this.waiting) return;
    this.waiting = null;
    this.store.dispatch({ type: "local.awaiting", awaiting: false });
  }
}

function isUnanswered({ items, unsent }: ChatState): boolean {
  const last = items.at(-1);
  if (!last || last.id in unsent || !isPending(last)) return false;
  return Date.now() - new Date(last.created_at).getTime() < HOPELESS_MS;
}

function isPending(item: ThreadItem): boolean {
  if (item.type === "user_message") return true;
  if (item.type === "generated_image") return !item.image;
  if (item.type !== "workflow") return false;
  return item.workflow.tasks.some((task) => task.status_indicator === "loading");
}
