import { expect, test } from "vitest";
import { chatWith, sse } from "./fake";

const base = { thread_id: "t", created_at: "2026-11-21T08:00:00" };
const thread = { id: "t", created_at: base.created_at };
const content = [{ type: "output_text", text: "Hi", annotations: [] }];
const answer = { ...base, id: "a", type: "assistant_message", content };

test("what a newer server says is passed over and told to the log, once each", async () => {
  const sneeze = { type: "thread.sneezed" };
  const shade = { type: "thread.item.updated", item_id: "a", update: { type: "widget.shaded" } };
  const done = { type: "thread.item.done", item: answer };
  const created = { type: "thread.created", thread };
  const bare = { type: "thread.item.updated", item_id: "a" };
  const odd = [sneeze, sneeze, shade, shade, { nothing: 1 }, bare];
  const chat = chatWith({ "threads.create": sse(created, done, ...odd) });
  await chat.say("Hello");
  expect(chat.state().items.at(-1)).toEqual(answer);
  expect(chat.state().failure).toBeNull();
  const logged = chat.emitted.filter(([name]) => name === "chatkit.log").map(([, told]) => told);
  expect(logged).toEqual([
    { name: "event.unknown", data: { type: "thread.sneezed" } },
    { name: "update.unknown", data: { type: "widget.shaded" } },
    { name: "event.unknown", data: { type: undefined } },
    { name: "update.unknown", data: { type: undefined } },
  ]);
});

test("the server's notes to itself are not for the reader", async () => {
  const note = { ...base, id: "h", type: "hidden_context_item", content: "secret" };
  const events = ["thread.item.added", "thread.item.replaced", "thread.item.done"];
  const chat = chatWith({
    "threads.create": sse(
      { type: "thread.created", thread },
      ...events.map((type) => ({ type, item: note })),
    ),
  });
  await chat.say("Hello");
  expect(JSON.stringify(chat.state())).not.toContain("secret");
});
