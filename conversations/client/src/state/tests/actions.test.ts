import { describe, expect, it, vi } from "vitest";
import type { WidgetRoot } from "../../widgets/types";
import { chatWith, json, later, openStream, settled, sse } from "./fake";

const at = "2026-11-21T08:00:00";
const card = (value: string): WidgetRoot => ({ type: "Card", children: [{ type: "Text", value }] });
const quiz = (value: string) => ({
  id: "w",
  thread_id: "t",
  created_at: at,
  type: "widget",
  widget: card(value),
});
const thread = { id: "t", created_at: at };
const base = {
  "threads.get_by_id": json(thread),
  "items.list": json({ data: [quiz("question")], has_more: false }),
};
const submit = { type: "mcq.submit", payload: { choice: "c1" }, streaming: false } as const;

async function opened(...args: Parameters<typeof chatWith>) {
  const chat = chatWith({ ...base, ...args[0] }, args[1]);
  await chat.controller.open("t");
  return { ...chat, act: chat.controller.actions };
}

const shown = (chat: Awaited<ReturnType<typeof opened>>) => {
  const item = chat.state().items.find(({ id }) => id === "w");
  return item?.type === "widget" ? item.widget : null;
};

describe("an action that does not stream", () => {
  it("sends its type and payload only, and swaps its item in place", async () => {
    const chat = await opened({
      "threads.sync_custom_action": json({ updated_item: quiz("right") }),
    });
    await chat.act.dispatch({ ...submit, loadingBehavior: "self" }, "w", card("question"));
    expect(chat.sent.at(-1)).toMatchObject({
      type: "threads.sync_custom_action",
      params: {
        thread_id: "t",
        item_id: "w",
        action: { type: "mcq.submit", payload: { choice: "c1" } },
      },
    });
    expect(Object.keys(chat.sent.at(-1)?.params.action as object)).toEqual(["type", "payload"]);
    expect(shown(chat)).toEqual(card("right"));
  });

  it("works while an answer is being written", async () => {
    const stream = openStream();
    const chat = await opened({
      "threads.add_user_message": stream.reply,
      "threads.sync_custom_action": json({ updated_item: quiz("right") }),
    });
    const turn = chat.say("Explain");
    await settled();
    await chat.act.dispatch(submit, "w", card("question"));
    expect(shown(chat)).toEqual(card("right"));
    expect(chat.state().streaming).toBe(true);
    stream.end();
    await turn;
  });

  it("that fails says so beside its item, which can be used again", async () => {
    const chat = await opened({
      "threads.sync_custom_action": [
        json({ error: { code: "late", message: "The time is up." } }, 403),
        json({ updated_item: quiz("right") }),
      ],
    });
    await expect(chat.act.dispatch(submit, "w", card("question"))).rejects.toThrow(
      "The time is up.",
    );
    expect(chat.state()).toMatchObject({
      itemErrors: { w: { message: "The time is up.", canRetry: false } },
      busy: {},
      failure: null,
    });
    await chat.act.dispatch(submit, "w", card("question"));
    expect(chat.state().itemErrors).toEqual({});
    expect(shown(chat)).toEqual(card("right"));
  });

  it("is sent once, however often it is clicked", async () => {
    const slow = () => later(json({}));
    const chat = await opened({ "threads.sync_custom_action": slow });
    const click = () => chat.act.dispatch(submit, "w", card("question"));
    const clicks = [click(), click()];
    expect(chat.state().busy).toEqual({ w: true });
    await Promise.all(clicks);
    expect(chat.sent.filter(({ type }) => type === "threads.sync_custom_action")).toHaveLength(1);
    expect(shown(chat)).toEqual(card("question"));
  });

  it("whose thread was left meanwhile changes nothing there", async () => {
    const slow = () => later(json({ updated_item: quiz("right") }));
    const chat = await opened({ "threads.sync_custom_action": slow });
    const acting = chat.act.dispatch(submit, "w", card("question"));
    await chat.controller.open(null);
    await acting;
    expect(chat.state().items).toEqual([]);
  });
});

describe("an action that streams", () => {
  const next = { type: "mcq.next", payload: { attempt: "1" } };

  it("runs as a turn of the thread", async () => {
    const events = sse({ type: "thread.item.replaced", item: quiz("closed") });
    const chat = await opened({ "threads.custom_action": events });
    await chat.act.dispatch(next, "w", card("question"));
    expect(chat.sent.at(-1)?.params).toEqual({ thread_id: "t", item_id: "w", action: next });
    expect(shown(chat)).toEqual(card("closed"));
  });

  it("has to wait for an answer that is being written, and says so", async () => {
    const stream = openStream();
    const chat = await opened({ "threads.add_user_message": stream.reply });
    const turn = chat.say("Explain");
    await settled();
    await expect(chat.act.dispatch(next, "w", card("question"))).rejects.toThrow(
      "still being written",
    );
    expect(chat.state().itemErrors.w?.message).toContain("still being written");
    stream.end();
    await turn;
  });

  it("that fails is shown once, with its retry", async () => {
    const chat = await opened({});
    await expect(chat.act.dispatch(next, "w", card("question"))).rejects.toThrow();
    expect(chat.state()).toMatchObject({ itemErrors: {}, failure: { canRetry: true } });
  });

  it("needs a thread", async () => {
    const chat = chatWith({});
    await expect(chat.controller.actions.stream(next)).rejects.toThrow('"mcq.next" needs a thread');
    expect(chat.sent).toEqual([]);
  });
});

describe("an action for the page", () => {
  const local = { type: "open.map", payload: { id: 1 }, handler: "client" } as const;

  it("goes to widgets.onAction and nowhere else", async () => {
    const onAction = vi.fn(async () => undefined);
    const chat = await opened({}, { widgets: { onAction } });
    const before = chat.sent.length;
    await chat.act.dispatch(local, "w", card("question"));
    const action = { type: "open.map", payload: { id: 1 } };
    expect(onAction).toHaveBeenCalledExactlyOnceWith(action, { id: "w", widget: card("question") });
    expect(chat.sent).toHaveLength(before);
  });

  it("without a handler is refused aloud", async () => {
    const chat = await opened({});
    await expect(chat.act.dispatch(local, "w", card("question"))).rejects.toThrow("open.map");
    expect(chat.state().itemErrors.w?.message).toContain("open.map");
  });
});
