/** What the chat shows, as a value; `reduce` is the only way from one value to the next. */
import type {
  FeedbackKind,
  ItemUpdate,
  NoticeLevel,
  Page,
  StreamEvent,
  Thread,
  ThreadItem,
  UserMessageItem,
} from "../protocol/types";
import { type Feedback, judged, noFeedback, withFeedback } from "./feedback";
import { growing } from "./growing";
import { refreshed } from "./refresh";

export interface Notice {
  level: NoticeLevel;
  message: string;
  title?: string;
}

export interface Failure {
  message: string;
  canRetry: boolean;
  /** Signed out: the page has to be loaded again. */
  needsReload?: boolean;
  /** The connection broke: the server may have gone on without this page. */
  isLost?: boolean;
}

export interface ChatState {
  /** null: a new chat that the server does not know yet. */
  thread: Thread | null;
  /** The id that was asked for, while its thread is on the way. */
  loading: string | null;
  /** Oldest first. */
  items: readonly ThreadItem[];
  older: { hasMore: boolean; after?: string | undefined; loading: boolean };
  streaming: boolean;
  /** An answer is on its way that nothing is heard of meanwhile. */
  awaiting: boolean;
  canStop: boolean;
  progress: { text: string; icon?: string | undefined } | null;
  notices: readonly Notice[];
  failure: Failure | null;
  /** Per item: an action is on its way. */
  busy: Readonly<Record<string, true>>;
  /** Per item: why its last action failed. */
  itemErrors: Readonly<Record<string, Failure>>;
  /** Messages of the reader that never reached the server. */
  unsent: Readonly<Record<string, true>>;
  feedback: Feedback;
}

export const emptyChat: ChatState = {
  thread: null,
  loading: null,
  items: [],
  older: { hasMore: false, loading: false },
  streaming: false,
  awaiting: false,
  canStop: false,
  progress: null,
  notices: [],
  failure: null,
  busy: {},
  itemErrors: {},
  unsent: {},
  feedback: noFeedback,
};

/** What happens on this side; the server's events are `StreamEvent`. */
export type LocalEvent =
  | { type: "local.thread_opening"; threadId: string | null }
  | { type: "local.thread_opened"; thread: Thread; page: Page<ThreadItem> }
  | { type: "local.older_loading"; loading: boolean }
  | { type: "local.older_loaded"; page: Page<ThreadItem> }
  | { type: "local.refreshed"; thread: Thread; page: Page<ThreadItem>; keepAnswer: boolean }
  | { type: "local.renamed"; threadId: string; title: string }
  | { type: "local.message_sent"; item: UserMessageItem }
  | { type: "local.message_dropped"; itemId: string }
  | { type: "local.turn_started" }
  | { type: "local.turn_ended" }
  | { type: "local.awaiting"; awaiting: boolean }
  | { type: "local.failed"; failure: Failure; unsentId?: string | undefined }
  | { type: "local.failure_dismissed" }
  | { type: "local.notice_dismissed"; notice: Notice }
  | { type: "local.rewound"; itemId: string }
  | { type: "local.judged"; itemIds: readonly string[]; kind: FeedbackKind | null }
  | { type: "local.action_started"; itemId: string }
  | { type: "local.action_ended"; itemId: string; error?: Failure; item?: ThreadItem | undefined };

const LOCAL_ID = "local:";

/** An id for a message that the server has not named yet. */
export function localId(): string {
  // Not randomUUID, which pages without https lack.
  return LOCAL_ID + Math.random().toString(36).slice(2);
}

export function isLocal(item: ThreadItem): boolean {
  return item.id.startsWith(LOCAL_ID);
}

export function reduce(state: ChatState, event: StreamEvent | LocalEvent): ChatState {
  switch (event.type) {
    case "thread.created":
    case "thread.updated":
      return { ...state, thread: withoutItems(event.thread) };
    case "thread.item.added":
    case "thread.item.replaced":
      return { ...state, items: upsert(state.items, event.item) };
    case "thread.item.done":
      return { ...state, items: settle(state, event.item) };
    case "thread.item.updated":
      return { ...state, items: updateById(state.items, event.item_id, event.update) };
    case "thread.item.removed":
      return { ...state, items: state.items.filter((item) => item.id !== event.item_id) };
    case "stream_options":
      return { ...state, canStop: event.stream_options.allow_cancel };
    case "progress_update":
      return { ...state, progress: { text: event.text, icon: event.icon } };
    case "notice":
      return { ...state, notices: [...state.notices, pickNotice(event)] };
    case "client_effect": // told to the host by the controller
    case "error": // becomes `local.failed`, which knows the sentence and what can be retried
      return state;
    default:
      return isLocalEvent(event) ? reduceLocal(state, event) : state;
  }
}

function reduceLocal(state: ChatState, event: LocalEvent): ChatState {
  switch (event.type) {
    case "local.thread_opening":
      return { ...emptyChat, loading: event.threadId };
    case "local.thread_opened":
      return {
        ...emptyChat,
        thread: withoutItems(event.thread),
        ...fromPage(event.page),
        feedback: withFeedback(noFeedback, event.page),
      };
    case "local.older_loading":
      return { ...state, older: { ...state.older, loading: event.loading } };
    case "local.older_loaded":
      return withOlder(state, event.page);
    case "local.refreshed":
      return refreshed(state, event);
    case "local.renamed":
      return state.thread?.id === event.threadId
        ? { ...state, thread: { ...state.thread, title: event.title } }
        : state;
    case "local.message_sent":
      return { ...state, items: [...state.items, event.item] };
    case "local.message_dropped":
      return {
        ...state,
        items: state.items.filter((item) => item.id !== event.itemId),
        unsent: without(state.unsent, event.itemId),
        failure: null,
      };
    case "local.turn_started":
      return {
        ...state,
        streaming: true,
        awaiting: false,
        canStop: true,
        failure: null,
        notices: [],
      };
    case "local.turn_ended":
      return { ...state, streaming: false, canStop: false, progress: null };
    case "local.awaiting":
      return { ...state, awaiting: event.awaiting };
    case "local.failed":
      return {
        ...state,
        loading: null,
        failure: event.failure,
        unsent: event.unsentId ? { ...state.unsent, [event.unsentId]: true } : state.unsent,
      };
    case "local.failure_dismissed":
      return { ...state, failure: null };
    case "local.notice_dismissed":
      return { ...state, notices: state.notices.filter((notice) => notice !== event.notice) };
    case "local.judged":
      return { ...state, feedback: judged(state.feedback, event.itemIds, event.kind) };
    case "local.rewound":
      return { ...state, items: upTo(state.items, event.itemId) };
    case "local.action_started":
      return {
        ...state,
        busy: { ...state.busy, [event.itemId]: true },
        itemErrors: without(state.itemErrors, event.itemId),
      };
    case "local.action_ended":
      return {
        ...state,
        busy: without(state.busy, event.itemId),
        itemErrors: event.error
          ? { ...state.itemErrors, [event.itemId]: event.error }
          : state.itemErrors,
        items: event.item ? upsert(state.items, event.item) : state.items,
      };
  }
}

function isLocalEvent(event: StreamEvent | LocalEvent): event is LocalEvent {
  return event.type.startsWith("local.");
}

/** A thread event carries an empty page of items, whatever the thread holds: never take it over. */
export function withoutItems({ items: _, ...thread }: Thread): Thread {
  return thread;
}

function pickNotice({ level, message, title }: Notice): Notice {
  return title ? { level, message, title } : { level, message };
}

/** The server's notes to itself, should they ever come, are not for the reader. */
function isShown({ type }: ThreadItem): boolean {
  return type !== "hidden_context_item" && type !== "sdk_hidden_context";
}

function upsert(items: readonly ThreadItem[], item: ThreadItem): readonly ThreadItem[] {
  if (!isShown(item)) return items;
  return items.some(({ id }) => id === item.id)
    ? items.map((old) => (old.id === item.id ? item : old))
    : [...items, item];
}

/** The final state of an item. A user message takes the place of the one shown since it was sent. */
function settle(state: ChatState, item: ThreadItem): readonly ThreadItem[] {
  const sent =
    item.type === "user_message" &&
    state.items.find((old) => isLocal(old) && !(old.id in state.unsent));
  if (!sent || state.items.some(({ id }) => id === item.id)) return upsert(state.items, item);
  return state.items.map((old) => (old === sent ? item : old));
}

function updateById(
  items: readonly ThreadItem[],
  id: string,
  update: ItemUpdate,
): readonly ThreadItem[] {
  const part = growing.loaded; // who tells of updates has seen to that
  return items.map((item) => (item.id === id ? (part?.updateItem(item, update) ?? item) : item));
}

export function fromPage(page: Page<ThreadItem>): Pick<ChatState, "items" | "older"> {
  return {
    items: page.data.filter(isShown).reverse(),
    older: { hasMore: page.has_more, after: page.after, loading: false },
  };
}

function withOlder(state: ChatState, page: Page<ThreadItem>): ChatState {
  const known = new Set(state.items.map(({ id }) => id));
  const { items, older } = fromPage(page);
  return {
    ...state,
    older,
    items: [...items.filter(({ id }) => !known.has(id)), ...state.items],
    feedback: withFeedback(state.feedback, page),
  };
}

function upTo(items: readonly ThreadItem[], id: string): readonly ThreadItem[] {
  const index = items.findIndex((item) => item.id === id);
  return index < 0 ? items : items.slice(0, index + 1);
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  const { [key]: _, ...rest } = record;
  return rest;
}
