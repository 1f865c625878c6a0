import { describe, expect, it } from "vitest";
import { chatWith, json } from "./fake";

const thread = (id: string) => ({ id, title: id, created_at: "2026-11-21T08:00:00" });
const titles = (chat: ReturnType<typeof chatWith>) =>
  chat.controller.history.store.state.threads.map(({ title }) => title);

describe("the history", () => {
  it("lists threads page by page, and anew each time it is opened", async () => {
    const first = json({ data: [thread("b")], has_more: true, after: "b" });
    const second = json({ data: [thread("a")], has_more: false });
    const chat = chatWith({ "threads.list": [first, second, first] });
    await chat.controller.history.open();
    await chat.controller.history.load();
    expect(titles(chat)).toEqual(["b", "a"]);
    expect(chat.sent.map(({ params }) => params)).toEqual([{}, { after: "b" }]);
    chat.controller.history.close();
    await chat.controller.history.open();
    expect(titles(chat)).toEqual(["b"]);
    expect(chat.names().filter((name) => name.startsWith("chatkit.history"))).toEqual([
      "chatkit.history.open",
      "chatkit.history.close",
      "chatkit.history.open",
    ]);
  });

  it("shows a thread once that came with two pages, having been written in between them", async () => {
    const first = json({ data: [thread("c"), thread("b")], has_more: true, after: "b" });
    const second = json({ data: [thread("b"), thread("a")], has_more: false });
    const chat = chatWith({ "threads.list": [first, second] });
    await chat.controller.history.open();
    await chat.controller.history.load();
    expect(titles(chat)).toEqual(["c", "b", "a"]);
  });

  it("asks for no more where the server doesn't say how to go on", async () => {
    const endless = json({ data: [thread("b")], has_more: true, after: "b" });
    const mute = json({ data: [thread("a")], has_more: true });
    const stuck = chatWith({ "threads.list": endless });
    await stuck.controller.history.open();
    expect(stuck.controller.history.store.state.hasMore).toBe(true);
    await stuck.controller.history.load();
    expect(stuck.controller.history.store.state.hasMore).toBe(false);
    const silent = chatWith({ "threads.list": mute });
    await silent.controller.history.open();
    expect(silent.controller.history.store.state.hasMore).toBe(false);
  });

  it("renames a thread, in the list and in the chat", async () => {
    const chat = chatWith({
      "threads.list": json({ data: [thread("t")], has_more: false }),
      "threads.get_by_id": json(thread("t")),
      "items.list": json({ data: [], has_more: false }),
      "threads.update": json({ ...thread("t"), title: "Cells" }),
    });
    await chat.controller.open("t");
    await chat.controller.history.open();
    await chat.controller.rename("t", "Cells");
    expect(titles(chat)).toEqual(["Cells"]);
    expect(chat.state().thread?.title).toBe("Cells");
  });

  it("leaves the chat that is deleted", async () => {
    const chat = chatWith({
      "threads.list": json({ data: [thread("t")], has_more: false }),
      "threads.get_by_id": json(thread("t")),
      "items.list": json({ data: [], has_more: false }),
      "threads.delete": json({}),
    });
    await chat.controller.open("t");
    await chat.controller.history.open();
    await chat.controller.delete("t");
    expect([titles(chat), chat.state().thread]).toEqual([[], null]);
  });

  it("keeps everything and says so when the server refuses", async () => {
    const chat = chatWith({
      "threads.list": json({ data: [thread("t")], has_more: false }),
      "threads.delete": json({ error: { message: "It belongs to a running exam." } }, 403),
    });
    await chat.controller.history.open();
    await chat.controller.delete("t");
    expect(titles(chat)).toEqual(["t"]);
    expect(chat.controller.history.store.state.error).toBe("It belongs to a running exam.");
  });
});
