import { beforeAll, describe, expect, it } from "vitest";
import type {
  AssistantMessageItem,
  ItemUpdate,
  StreamEvent,
  ThreadItem,
  UserMessageItem,
  WidgetItem,
} from "../../protocol/types";
import { growing } from "../growing";
import { type ChatState, emptyChat, type LocalEvent, reduce } from "../reducer";

beforeAll(() => growing.start());

const base = { thread_id: "t", created_at: "2026-11-21T08:00:00" };

function user(id: string, text = id): UserMessageItem {
  const content = [{ type: "input_text" as const, text }];
  return { ...base, id, type: "user_message", content, attachments: [], inference_options: {} };
}

function answer(id: string, text = id): AssistantMessageItem {
  const content = [{ type: "output_text" as const, text, annotations: [] }];
  return { ...base, id, type: "assistant_message", content };
}

function widget(id: string, value = id): WidgetItem {
  const children = [{ type: "Text" as const, id: "stem", value }];
  return { ...base, id, type: "widget", widget: { type: "Card", children } };
}

const run = (state: ChatState, ...events: (StreamEvent | LocalEvent)[]) =>
  events.reduce(reduce, state);
const ids = (state: ChatState) => state.items.map(({ id }) => id);
const having = (...items: ThreadItem[]): ChatState => ({ ...emptyChat, items });
const update = (item_id: string, change: ItemUpdate): StreamEvent => ({
  type: "thread.item.updated",
  item_id,
  update: change,
});

describe("threads", () => {
  const thread = { id: "t", title: "Cells", created_at: base.created_at };
  const page = { data: [], has_more: false };

  it("never take items over from a thread event", () => {
    const state = run(having(user("u")), {
      type: "thread.updated",
      thread: { ...thread, items: page },
    });
    expect(ids(state)).toEqual(["u"]);
    expect(state.thread).toEqual(thread);
  });

  it("open with the newest page, oldest item first", () => {
    const newest = { data: [answer("b"), user("a")], has_more: true, after: "a" };
    const state = run(having(user("x")), { type: "local.thread_opened", thread, page: newest });
    expect(ids(state)).toEqual(["a", "b"]);
    expect(state.older).toEqual({ hasMore: true, after: "a", loading: false });
  });

  it("put older pages above, without doubles", () => {
    const older = { data: [user("b"), user("a")], has_more: false };
    const state = run(having(user("b"), user("c")), { type: "local.older_loaded", page: older });
    expect(ids(state)).toEqual(["a", "b", "c"]);
    expect(state.older.hasMore).toBe(false);
  });

  it("take their new title only when they are the one renamed", () => {
    const state = { ...emptyChat, thread };
    const rename = (threadId: string) =>
      ({ type: "local.renamed", threadId, title: "New" }) as const;
    expect(run(state, rename("t")).thread?.title).toBe("New");
    expect(run(state, rename("other")).thread?.title).toBe("Cells");
  });
});

describe("items", () => {
  it("appear when added, also when only their end is told", () => {
    const events: StreamEvent[] = [
      { type: "thread.item.added", item: answer("a", "") },
      { type: "thread.item.done", item: answer("a", "whole") },
      { type: "thread.item.done", item: widget("w") },
    ];
    const state = run(emptyChat, ...events);
    expect(state.items).toEqual([answer("a", "whole"), widget("w")]);
  });

  it("give the same state when an event comes twice", () => {
    const event: StreamEvent = { type: "thread.item.done", item: answer("a") };
    expect(run(emptyChat, event, event)).toEqual(run(emptyChat, event));
  });

  it("are replaced where they stand", () => {
    const state = run(having(widget("w", "old"), user("u")), {
      type: "thread.item.replaced",
      item: widget("w", "new"),
    });
    expect(state.items).toEqual([widget("w", "new"), user("u")]);
  });

  it("are removed", () => {
    const state = run(having(user("u"), answer("a")), {
      type: "thread.item.removed",
      item_id: "a",
    });
    expect(ids(state)).toEqual(["u"]);
  });

  it("that did not change stay the same objects", () => {
    const before = having(user("u"), answer("a", ""));
    const change = {
      type: "assistant_message.content_part.text_delta",
      content_index: 0,
      delta: "x",
    } as const;
    const after = run(before, update("a", change));
    expect(after.items[0]).toBe(before.items[0]);
    expect(after.items[1]).not.toBe(before.items[1]);
  });

  it("ignore updates of what is unknown", () => {
    const before = having(user("u"));
    const change: ItemUpdate = {
      type: "widget.root.updated",
      widget: { type: "Card", children: [] },
    };
    expect(run(before, update("nobody", change)).items).toEqual(before.items);
    expect(run(before, update("u", change)).items).toEqual(before.items);
    expect(run(before, { type: "thread.sneezed" } as unknown as StreamEvent)).toBe(before);
  });
});

describe("the reader's message", () => {
  it("is shown at once and gives way to the server's", () => {
    const state = run(
      having(user("u0")),
      { type: "local.message_sent", item: user("local:1", "Hi") },
      { type: "thread.item.done", item: user("u1", "Hi") },
      { type: "thread.item.done", item: answer("a") },
    );
    expect(ids(state)).toEqual(["u0", "u1", "a"]);
  });

  it("that was not sent stays when a later one arrives", () => {
    const state = run(
      emptyChat,
      { type: "local.message_sent", item: user("local:1", "lost") },
      { type: "local.failed", failure: { message: "", canRetry: false }, unsentId: "local:1" },
      { type: "local.message_sent", item: user("local:2", "Hi") },
      { type: "thread.item.done", item: user("u", "Hi") },
    );
    expect(ids(state)).toEqual(["local:1", "u"]);
    expect(state.unsent).toEqual({ "local:1": true });
  });

  it("can be taken back", () => {
    const failed = { ...having(user("local:1")), unsent: { "local:1": true as const } };
    const state = run(failed, { type: "local.message_dropped", itemId: "local:1" });
    expect([state.items, state.unsent]).toEqual([[], {}]);
  });
});

describe("updates of a message", () => {
  const text = (state: ChatState) =>
    state.items[0]?.type === "assistant_message" ? state.items[0].content : [];
  const source = {
    type: "annotation",
    source: { type: "url", url: "https://a.example", title: "A" },
  } as const;
  const part = (value: string) => ({ type: "output_text" as const, text: value, annotations: [] });

  it("append text, filling in parts that are not there yet", () => {
    const delta = { type: "assistant_message.content_part.text_delta", content_index: 1 } as const;
    const state = run(
      having({ ...answer("a"), content: [] }),
      update("a", { ...delta, delta: "Hel" }),
      update("a", { ...delta, delta: "lo" }),
    );
    expect(text(state)).toEqual([part(""), part("Hello")]);
  });

  it("keep annotations when the end of the part has none", () => {
    const state = run(
      having(answer("a", "")),
      update("a", {
        type: "assistant_message.content_part.added",
        content_index: 0,
        content: part(""),
      }),
      update("a", {
        type: "assistant_message.content_part.annotation_added",
        content_index: 0,
        annotation_index: 0,
        annotation: source,
      }),
      update("a", {
        type: "assistant_message.content_part.done",
        content_index: 0,
        content: part("Hi"),
      }),
    );
    expect(text(state)).toEqual([{ ...part("Hi"), annotations: [source] }]);
  });
});

it("an annotation is put where the server puts it, which may be before others", () => {
  const source = (title: string) => ({ type: "url" as const, url: "https://a.example", title });
  const added = (title: string, annotation_index: number) =>
    update("a", {
      type: "assistant_message.content_part.annotation_added",
      content_index: 0,
      annotation_index,
      annotation: { type: "annotation", source: source(title) },
    });
  const state = run(having(answer("a")), added("one", 0), added("two", 0), added("three", 9));
  const [item] = state.items;
  const part = item?.type === "assistant_message" ? item.content[0] : undefined;
  const titles = part?.annotations.map(({ source }) => source.title);
  expect(titles).toEqual(["two", "one", "three"]);
});

describe("updates of other items", () => {
  const shown = (state: ChatState) =>
    state.items[0]?.type === "widget" ? state.items[0].widget : null;

  it("swap a widget, one of its components, or stream its text", () => {
    const next = { type: "Card", children: [{ type: "Title", value: "T" }] } as const;
    const root = { ...next, children: [...next.children] };
    expect(
      shown(run(having(widget("w")), update("w", { type: "widget.root.updated", widget: root }))),
    ).toBe(root);
    const component = { type: "Text", id: "stem", value: "new" } as const;
    const swap = { type: "widget.component.updated", component_id: "stem", component } as const;
    expect(shown(run(having(widget("w")), update("w", swap)))).toMatchObject({
      children: [component],
    });
    const delta = { type: "widget.streaming_text.value_delta", component_id: "stem" } as const;
    const streamed = run(
      having(widget("w", "a")),
      update("w", { ...delta, delta: "b", done: false }),
      update("w", { ...delta, delta: "c", done: true }),
    );
    expect(shown(streamed)).toMatchObject({ children: [{ value: "abc", streaming: false }] });
  });

  it("never look for a component inside an action's payload", () => {
    const button = {
      type: "Button",
      label: "x",
      onClickAction: { type: "go", payload: { type: "a", id: "stem" } },
    };
    const item = widget("w");
    const before = having({ ...item, widget: { type: "Card", children: [button] } } as WidgetItem);
    const component = { type: "Text", value: "new" } as const;
    const after = run(
      before,
      update("w", { type: "widget.component.updated", component_id: "stem", component }),
    );
    expect(after.items).toEqual(before.items);
  });

  it("add and change the tasks of a workflow, and the picture of an image", () => {
    const workflow: ThreadItem = {
      ...base,
      id: "f",
      type: "workflow",
      workflow: { type: "custom", tasks: [] },
    };
    const task = (title: string) => ({ type: "custom" as const, title });
    const state = run(
      having(workflow, { ...base, id: "i", type: "generated_image" }),
      update("f", { type: "workflow.task.added", task_index: 0, task: task("a") }),
      update("f", { type: "workflow.task.updated", task_index: 0, task: task("b") }),
      update("i", { type: "generated_image.updated", image: { id: "p", url: "/p" }, progress: 1 }),
    );
    expect(state.items[0]).toMatchObject({ workflow: { tasks: [task("b")] } });
    expect(state.items[1]).toMatchObject({ image: { url: "/p" }, progress: 1 });
  });
});

describe("a turn", () => {
  it("shows progress and the stop button, and takes both away at its end", () => {
    const during = run(
      emptyChat,
      { type: "local.turn_started" },
      { type: "stream_options", stream_options: { allow_cancel: false } },
      { type: "progress_update", text: "Searching" },
    );
    expect(during).toMatchObject({
      streaming: true,
      canStop: false,
      progress: { text: "Searching" },
    });
    const after = run(during, { type: "local.turn_ended" });
    expect(after).toMatchObject({ streaming: false, canStop: false, progress: null });
  });

  it("collects notices until they are dismissed or the next turn begins", () => {
    const state = run(emptyChat, {
      type: "notice",
      level: "warning",
      message: "Two left",
      title: "Note",
    });
    expect(state.notices).toEqual([{ level: "warning", message: "Two left", title: "Note" }]);
    const [notice] = state.notices;
    if (!notice) throw new Error("no notice");
    expect(run(state, { type: "local.notice_dismissed", notice }).notices).toEqual([]);
    expect(run(state, { type: "local.turn_started" }).notices).toEqual([]);
  });

  it("leaves effects and errors to the controller", () => {
    const effect: StreamEvent = { type: "client_effect", name: "confetti" };
    expect(run(emptyChat, effect)).toBe(emptyChat);
    expect(run(emptyChat, { type: "error", code: "custom" })).toBe(emptyChat);
  });

  it("begins again after a message: what came after it goes", () => {
    const state = run(having(user("u"), answer("a"), widget("w")), {
      type: "local.rewound",
      itemId: "u",
    });
    expect(ids(state)).toEqual(["u"]);
  });
});

describe("fetched again", () => {
  const thread = { id: "t", created_at: base.created_at };
  const refreshed = (data: ThreadItem[], keepAnswer = false): LocalEvent => ({
    type: "local.refreshed",
    thread,
    page: { data, has_more: true, after: "x" },
    keepAnswer,
  });

  it("the newest page replaces what it covers and leaves what is older", () => {
    const before = having(user("a"), user("b"), answer("gone"), answer("c", "part"));
    const state = run(before, refreshed([answer("c", "whole"), user("b")]));
    expect(state.items).toEqual([user("a"), user("b"), answer("c", "whole")]);
  });

  it("unsent messages stay, and a stopped answer that the server did not store yet", () => {
    const before = having(user("a"), answer("part"), user("local:1"));
    expect(ids(run(before, refreshed([user("a")], true)))).toEqual(["a", "part", "local:1"]);
    expect(ids(run(before, refreshed([user("a")])))).toEqual(["a", "local:1"]);
  });

  it("a page without anything known starts anew", () => {
    const state = run(having(user("a")), refreshed([answer("z"), user("y")]));
    expect(ids(state)).toEqual(["y", "z"]);
    expect(state.older.after).toBe("x");
  });
});

describe("an action", () => {
  it("marks its item until it ends, and shows its error until the next try", () => {
    const started: LocalEvent = { type: "local.action_started", itemId: "w" };
    const busy = run(having(widget("w")), started);
    expect(busy.busy).toEqual({ w: true });
    const error = { message: "No", canRetry: false };
    const failed = run(busy, { type: "local.action_ended", itemId: "w", error });
    expect([failed.busy, failed.itemErrors]).toEqual([{}, { w: error }]);
    expect(run(failed, started).itemErrors).toEqual({});
  });
});
