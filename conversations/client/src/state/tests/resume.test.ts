import { describe, expect, it, vi } from "vitest";
import { chatWith, json } from "./fake";

const base = { thread_id: "t", created_at: new Date().toISOString() };
const thread = { id: "t", created_at: base.created_at };
const message = {
  ...base,
  id: "u",
  type: "user_message",
  content: [{ type: "input_text", text: "Hi" }],
  attachments: [],
  inference_options: {},
};
const empty = { ...base, id: "a", type: "assistant_message", content: [] };
const part = (text: string) => ({ type: "output_text", text, annotations: [] });
const whole = { ...empty, content: [part("One two")] };
const delta = (text: string) => ({
  type: "thread.item.updated",
  item_id: "a",
  update: { type: "assistant_message.content_part.text_delta", content_index: 0, delta: text },
});

const BEGINNING = [
  { type: "thread.created", thread },
  { type: "thread.item.done", item: message },
  { type: "thread.item.added", item: empty },
  delta("One "),
];

/** A stream whose events have ids, from number `first` on; it says that it is over, or breaks off. */
function numbered(events: object[], { first = 1, isWhole = true } = {}) {
  const frames = events.map(
    (event, at) => `id: r.${first + at}\ndata: ${JSON.stringify(event)}\n\n`,
  );
  const body = frames.join("") + (isWhole ? ": end\n\n" : "");
  return new Response(body, { headers: { "content-type": "text/event-stream" } });
}

const cutOff = () => numbered(BEGINNING, { isWhole: false });
const notRunning = () => json({ error: { code: "not_running", message: "" } }, 404);
const requests = (sent: { type: string; params: object }[], type: string) =>
  sent.filter((request) => request.type === type).map(({ params }) => params);

describe("an answer whose connection is lost", () => {
  it("goes on after the last event that came", async () => {
    const rest = numbered([delta("two"), { type: "thread.item.done", item: whole }], { first: 5 });
    const chat = chatWith({ "threads.create": cutOff(), "threads.resume": rest });
    await chat.say("Hi");
    expect(requests(chat.sent, "threads.resume")).toEqual([{ thread_id: "t", after: "r.4" }]);
    expect(chat.state().items.at(-1)).toEqual(whole);
    expect(chat.state().failure).toBeNull();
    expect(chat.names().filter((name) => name === "chatkit.response.end")).toHaveLength(1);
  });

  it("is tried again while the server starts anew, and lost once more", async () => {
    const again = numbered([delta("t")], { first: 5, isWhole: false });
    const rest = numbered([delta("wo"), { type: "thread.item.done", item: whole }], { first: 6 });
    const chat = chatWith({
      "threads.create": cutOff(),
      "threads.resume": [json({}, 503), again, rest],
    });
    await chat.say("Hi");
    expect(requests(chat.sent, "threads.resume").at(-1)).toEqual({ thread_id: "t", after: "r.5" });
    expect(chat.state().items.at(-1)).toEqual(whole);
  });

  it("is read from the thread when it ended meanwhile", async () => {
    const chat = chatWith({
      "threads.create": cutOff(),
      "threads.resume": notRunning(),
      "threads.get_by_id": json(thread),
      "items.list": json({ data: [whole, message], has_more: false }),
    });
    await chat.say("Hi");
    await vi.waitFor(() => expect(chat.state().items.at(-1)).toEqual(whole));
    expect(chat.state().failure).toBeNull();
    expect(chat.state().streaming).toBe(false);
  });

  it("fails where the server knows no way to go on", async () => {
    const events = BEGINNING.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("");
    const body = new ReadableStream({
      start(source) {
        source.enqueue(new TextEncoder().encode(events));
        setTimeout(() => source.error(new TypeError("network error")), 5);
      },
    });
    const headers = { "content-type": "text/event-stream" };
    const chat = chatWith({ "threads.create": new Response(body, { headers }) });
    await chat.say("Hi");
    expect(requests(chat.sent, "threads.resume")).toEqual([]);
    expect(chat.state().failure).toMatchObject({ canRetry: true, isLost: true });
  });
});

describe("a thread that is opened in the middle of an answer", () => {
  it("listens to the answer from its beginning", async () => {
    const chat = chatWith({
      "threads.get_by_id": json({ ...thread, metadata: { running: true } }),
      "items.list": json({ data: [message], has_more: false }),
      "threads.resume": numbered([...BEGINNING.slice(1), delta("two")]),
    });
    await chat.controller.open("t");
    await vi.waitFor(() => expect(chat.state().items.at(-1)).toMatchObject({ id: "a" }));
    expect(requests(chat.sent, "threads.resume")).toEqual([{ thread_id: "t" }]);
    expect(chat.ids()).toEqual(["u", "a"]);
    await vi.waitFor(() => expect(chat.state().items.at(-1)).toMatchObject(whole));
  });

  it("asks for nothing when no answer is running", async () => {
    const chat = chatWith({
      "threads.get_by_id": json({ ...thread, metadata: {} }),
      "items.list": json({ data: [whole, message], has_more: false }),
    });
    await chat.controller.open("t");
    expect(chat.sent.map(({ type }) => type)).toEqual(["threads.get_by_id", "items.list"]);
  });

  it("runs no client tool that the answer ended with: another page may have", async () => {
    const call = {
      ...base,
      id: "c",
      type: "client_tool_call",
      status: "pending",
      call_id: "1",
      name: "tool",
      arguments: {},
    };
    const tool = vi.fn();
    const replies = {
      "threads.get_by_id": json({ ...thread, metadata: { running: true } }),
      "items.list": json({ data: [message], has_more: false }),
      "threads.resume": numbered([{ type: "thread.item.done", item: call }]),
    };
    const chat = chatWith(replies, { onClientTool: tool });
    await chat.controller.open("t");
    await vi.waitFor(() => expect(chat.ids()).toEqual(["u", "c"]));
    await vi.waitFor(() => expect(chat.state().streaming).toBe(false));
    expect(tool).not.toHaveBeenCalled();
  });
});
