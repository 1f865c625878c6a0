import { describe, expect, it, vi } from "vitest";
import quizStart from "../../protocol/tests/quiz-start.sse?raw";
import { chatWith, json, later, openStream, settled, sse } from "./fake";

const at = "2026-11-21T08:00:00";
const thread = { id: "t", created_at: at, status: { type: "active" } };
const user = (id: string, text = id) => ({
  id,
  thread_id: "t",
  created_at: at,
  type: "user_message",
  content: [{ type: "input_text", text }],
  attachments: [],
  inference_options: {},
});
const answer = (id: string, text = id) => ({
  id,
  thread_id: "t",
  created_at: at,
  type: "assistant_message",
  content: [{ type: "output_text", text, annotations: [] }],
});
const done = (item: object) => ({ type: "thread.item.done", item });
const page = (...data: object[]) => json({ data, has_more: false });
const thisThread = {
  "threads.get_by_id": json(thread),
  "items.list": page(answer("a"), user("u")),
};

describe("the first message", () => {
  it("creates the thread and shows what the real server streams", async () => {
    const stream = new Response(quizStart, { headers: { "content-type": "text/event-stream" } });
    const chat = chatWith({ "threads.create": stream });
    await chat.say("Start quiz");
    expect(chat.state().items.map(({ type }) => type)).toEqual(["user_message", "widget"]);
    expect(chat.state().thread?.title).toBe("Start quiz");
    expect(chat.sent[0]?.params).toEqual({
      input: {
        content: [{ type: "input_text", text: "Start quiz" }],
        attachments: [],
        inference_options: {},
      },
    });
    expect(chat.sent[0]?.headers.get("accept-language")).toBe("de-DE");
    expect(chat.names()).toEqual([
      "chatkit.response.start",
      "chatkit.thread.change",
      "chatkit.response.end",
    ]);
  });

  it("is kept when the server can't be reached, and can be sent again", async () => {
    const replies: Record<string, Response> = {};
    const chat = chatWith(replies);
    await chat.say("Hello");
    const [item] = chat.state().items;
    expect(chat.state().failure?.message).toContain("could not be reached");
    expect(Object.keys(chat.state().unsent)).toEqual([item?.id]);
    replies["threads.create"] = sse({ type: "thread.created", thread }, done(user("u", "Hello")));
    if (item?.type !== "user_message") throw new Error("the message is gone");
    await chat.controller.resend(item);
    expect(chat.ids()).toEqual(["u"]);
    expect(chat.state()).toMatchObject({ failure: null, unsent: {} });
  });
});

describe("refusals", () => {
  const refused = async (status: number, body: object) => {
    const chat = chatWith({ ...thisThread, "threads.add_user_message": json(body, status) });
    await chat.controller.open("t");
    await chat.say("Hello");
    return chat.state().failure?.message;
  };

  it("show the server's own sentence", async () => {
    const body = { error: { code: "too_long", message: "At most 4000 characters." } };
    expect(await refused(413, body)).toBe("At most 4000 characters.");
  });

  it.each([
    [401, "signed out"],
    [403, "not allowed"],
    [404, "does not exist"],
    [413, "too long"],
    [503, "has a problem"],
    [400, "did not accept"],
  ])("have a sentence of their own for %i", async (status, part) => {
    expect(await refused(status, {})).toContain(part);
  });

  it("of a thread that does not exist leave a new chat, without retry", async () => {
    const chat = chatWith({ "threads.get_by_id": json({}, 404), "items.list": json({}, 404) });
    await chat.controller.open("nobody");
    expect(chat.state()).toMatchObject({
      thread: null,
      loading: null,
      failure: { canRetry: false },
    });
    expect(chat.names()).toContain("chatkit.thread.load.end");
  });

  it("of a busy server can be tried again", async () => {
    const busy = json({}, 503);
    const chat = chatWith({
      "threads.get_by_id": [busy, json(thread)],
      "items.list": [busy, page(user("u"))],
    });
    await chat.controller.open("t");
    expect(chat.state().failure?.canRetry).toBe(true);
    await chat.controller.retry();
    expect([chat.ids(), chat.state().failure]).toEqual([["u"], null]);
  });
});

describe("a thread", () => {
  it("opens with its newest items and reads older ones, over short and empty pages", async () => {
    const chat = chatWith({
      "threads.get_by_id": json({ ...thread, items: { data: [user("old")], has_more: true } }),
      "items.list": [
        json({ data: [answer("d")], has_more: true, after: "d" }),
        json({ data: [], has_more: true, after: "c" }),
        json({
          data: Array.from({ length: 9 }, (_, n) => user(`c${n}`)),
          has_more: true,
          after: "c8",
        }),
        json({ data: [user("b")], has_more: false }),
      ],
    });
    await chat.controller.open("t");
    expect(chat.ids()).toEqual([..."876543210"].map((n) => `c${n}`).concat("d"));
    expect(chat.state().older).toMatchObject({ hasMore: true, after: "c8" });
    await chat.controller.loadOlder();
    expect(chat.ids()[0]).toBe("b");
    expect(chat.state().older).toMatchObject({ hasMore: false, loading: false });
    const asked = chat.sent.filter(({ type }) => type === "items.list").map(({ params }) => params);
    expect(asked[0]).toEqual({ thread_id: "t", order: "desc" });
    expect(asked.map(({ after }) => after)).toEqual([undefined, "d", "c", "c8"]);
  });

  it("that was left while it loaded is not shown", async () => {
    const chat = chatWith({
      "threads.get_by_id": () => later(json(thread)),
      "items.list": page(user("u")),
    });
    const opening = chat.controller.open("t");
    await chat.controller.open(null);
    await opening;
    await settled();
    expect(chat.state()).toMatchObject({ thread: null, items: [], loading: null });
  });

  it("that is locked takes no message and says why", async () => {
    const locked = json({ ...thread, status: { type: "locked", reason: "Exam time" } });
    const chat = chatWith({ ...thisThread, "threads.get_by_id": locked });
    await chat.controller.open("t");
    await expect(chat.say("Hello")).rejects.toThrow("Exam time");
  });
});

describe("stop", () => {
  it("ends the answer, then shows what the server kept of it", async () => {
    vi.useFakeTimers();
    const stream = openStream(done(user("u2")), {
      type: "thread.item.added",
      item: answer("a2", "Half"),
    });
    const chat = chatWith({
      "threads.get_by_id": json(thread),
      "items.list": [
        page(answer("a"), user("u")),
        page(answer("a2", "Half an an"), user("u2"), answer("a"), user("u")),
      ],
      "threads.add_user_message": stream.reply,
    });
    await chat.controller.open("t");
    const turn = chat.say("More");
    await vi.advanceTimersByTimeAsync(1);
    expect(chat.state()).toMatchObject({ streaming: true, canStop: true });
    await Promise.all([turn, chat.controller.stop(), vi.advanceTimersByTimeAsync(300)]);
    vi.useRealTimers();
    expect(chat.ids()).toEqual(["u", "a", "u2", "a2"]);
    expect(chat.state().items.at(-1)).toMatchObject({ content: [{ text: "Half an an" }] });
    expect(chat.state()).toMatchObject({ streaming: false, failure: null });
  });
});

describe("retry", () => {
  it("after an error of the answer asks for it again and removes what came of it", async () => {
    const error = { type: "error", code: "stream.error", allow_retry: true };
    const chat = chatWith({
      ...thisThread,
      "threads.add_user_message": sse(done(user("u2")), done(answer("bad")), error),
      "threads.retry_after_item": sse(done(answer("good"))),
    });
    await chat.controller.open("t");
    await chat.say("More");
    expect(chat.state().failure?.canRetry).toBe(true);
    await chat.controller.retry();
    expect(chat.sent.at(-1)?.params).toEqual({ thread_id: "t", item_id: "u2" });
    expect(chat.ids()).toEqual(["u", "a", "u2", "good"]);
  });

  it("of a failed action sends the action again and keeps the cards", async () => {
    const error = { type: "error", code: "custom", message: "Busy", allow_retry: true };
    const chat = chatWith({
      ...thisThread,
      "threads.custom_action": [sse(error), sse(done(answer("next")))],
    });
    await chat.controller.open("t");
    await chat.controller.actions.stream({ type: "mcq.next", payload: { attempt: "1" } }, "a");
    expect(chat.state().failure).toEqual({ message: "Busy", canRetry: true });
    await chat.controller.retry();
    expect(chat.sent.at(-1)).toMatchObject({
      type: "threads.custom_action",
      params: { item_id: "a" },
    });
    expect(chat.ids()).toEqual(["u", "a", "next"]);
  });

  it("is not offered when the server does not allow it", async () => {
    const error = { type: "error", code: "custom", message: "Over" };
    const chat = chatWith({
      ...thisThread,
      "threads.add_user_message": sse(done(user("u2")), error),
    });
    await chat.controller.open("t");
    await chat.say("More");
    expect(chat.state().failure).toEqual({ message: "Over", canRetry: false });
  });

  it("after a lost connection asks for the answer of the stored message", async () => {
    const stream = openStream(done(user("u2")));
    const chat = chatWith({
      ...thisThread,
      "threads.add_user_message": stream.reply,
      "threads.retry_after_item": sse(done(answer("a2"))),
    });
    await chat.controller.open("t");
    const turn = chat.say("More");
    await settled();
    stream.breakOff();
    await turn;
    expect(chat.state().failure).toMatchObject({ canRetry: true });
    await chat.controller.retry();
    expect(chat.sent.at(-1)?.params).toEqual({ thread_id: "t", item_id: "u2" });
    expect(chat.ids()).toEqual(["u", "a", "u2", "a2"]);
  });
});

describe("client tools", () => {
  const call = {
    ...answer("c"),
    type: "client_tool_call",
    status: "pending",
    call_id: "1",
    name: "page",
    arguments: { n: 1 },
  };
  const replies = {
    ...thisThread,
    "threads.add_user_message": sse(done(user("u2")), done(call)),
    "threads.add_client_tool_output": sse(),
  };

  it("run once, and their result goes back while the chat stays busy", async () => {
    const onClientTool = vi.fn(() => later({ title: "Cells" }));
    const chat = chatWith(replies, { onClientTool });
    await chat.controller.open("t");
    const turn = chat.say("What is on the page?");
    await settled();
    expect(chat.controller.busy).toBe(true);
    await turn;
    expect(onClientTool.mock.calls).toEqual([[{ name: "page", params: { n: 1 } }]]);
    expect(chat.sent.at(-1)?.params).toEqual({ thread_id: "t", result: { title: "Cells" } });
    expect(chat.controller.busy).toBe(false);
  });

  it("that fail or are missing tell the server why", async () => {
    const chat = chatWith(replies);
    await chat.controller.open("t");
    await chat.say("What is on the page?");
    expect(chat.sent.at(-1)?.params).toMatchObject({
      result: { error: expect.stringContaining("page") },
    });
  });

  it("found pending in a loaded thread are not run", async () => {
    const onClientTool = vi.fn(() => ({}));
    const chat = chatWith({ ...thisThread, "items.list": page(call, user("u")) }, { onClientTool });
    await chat.controller.open("t");
    expect(onClientTool).not.toHaveBeenCalled();
  });
});

describe("the host hears", () => {
  it("effects, and never a word of it twice", async () => {
    const effect = { type: "client_effect", name: "confetti", data: { n: 1 } };
    const chat = chatWith({
      ...thisThread,
      "threads.add_user_message": sse(done(user("u2")), effect),
    });
    await chat.controller.open("t");
    await chat.say("Hi");
    const effects = chat.emitted.filter(([name]) => name === "chatkit.effect");
    expect(effects).toEqual([["chatkit.effect", { name: "confetti", data: { n: 1 } }]]);
  });

  it("a thread's opening: change, then load start and end", async () => {
    const chat = chatWith(thisThread);
    await chat.controller.open("t");
    expect(chat.names()).toEqual([
      "chatkit.thread.change",
      "chatkit.thread.load.start",
      "chatkit.thread.load.end",
    ]);
  });
});
