import type { Page, Thread, ThreadItem, UserMessageItem } from "../protocol/types";
import { withFeedback } from "./feedback";
import { type ChatState, fromPage, isLocal, withoutItems } from "./reducer";

interface Refreshed {
  thread: Thread;
  page: Page<ThreadItem>;
  /** The text of an answer that the server has not (yet) stored stays. */
  keepAnswer: boolean;
}

/**
 * The newest page, fetched again: it replaces what was there from its oldest item on. Items that are
 * the same stay the same objects; messages stay that have not reached the server.
 */
export function refreshed(state: ChatState, { page, thread, keepAnswer }: Refreshed): ChatState {
  const { older, ...fresh } = fromPage(page);
  const known = new Map(state.items.map((item) => [item.id, item]));
  const items = fresh.items.map((item) => unchanged(known.get(item.id), item));
  const freshIds = new Set(items.map(({ id }) => id));
  const start = Math.max(
    state.items.findIndex(({ id }) => freshIds.has(id)),
    0,
  );
  const arrived = items.filter(({ id }) => !known.has(id));
  const kept = state.items
    .slice(start)
    .filter(({ id }) => !freshIds.has(id))
    .filter((item) => (isLocal(item) ? !isAmong(item, arrived) : keepAnswer && isAnswer(item)));
  return {
    ...state,
    thread: withoutItems(thread),
    items: [...state.items.slice(0, start), ...items, ...kept],
    older: start > 0 ? state.older : older,
    feedback: withFeedback(state.feedback, page),
    failure: state.failure?.isLost && arrived.some(goesOn) ? null : state.failure,
  };
}

function unchanged(old: ThreadItem | undefined, item: ThreadItem): ThreadItem {
  return old && JSON.stringify(old) === JSON.stringify(item) ? old : item;
}

const isAnswer = (item: ThreadItem) => item.type === "assistant_message";

const goesOn = (item: ThreadItem) => item.type !== "end_of_turn";

/** The message reached the server, whose answer to it did not reach this page. */
function isAmong(sent: ThreadItem, arrived: readonly ThreadItem[]): boolean {
  return arrived.some((item) => textOf(item) !== null && textOf(item) === textOf(sent));
}

function textOf(item: ThreadItem): string | null {
  return item.type === "user_message" ? contentOf(item) : null;
}

function contentOf({ content }: UserMessageItem): string {
  return content.map((part) => part.text).join("");
}
