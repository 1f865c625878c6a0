// @vitest-environment happy-dom
import type { ChatKitOptions } from "@openai/chatkit";
import { beforeEach, describe, expect, it } from "vitest";
import type { Attachment } from "../../protocol/types";
import { ComposerModel } from "../composer";
import { Desk } from "../desk";
import { chatWith, json, openStream, settled, sse } from "./fake";

const thread = { id: "t1", created_at: "2020-01-01T00:00:00" };
const page = { data: [], has_more: false };
const opening = { "threads.get_by_id": json(thread), "items.list": json(page) };
const notes: Attachment = { type: "file", id: "f1", name: "notes.txt", mime_type: "text/plain" };
const tools = [
  { id: "search", label: "Search", icon: "globe" as const },
  { id: "draw", label: "Draw", icon: "images" as const, persistent: true },
];
const models = [
  { id: "fast", label: "Fast" },
  { id: "deep", label: "Deep", default: true },
  { id: "old", label: "Old", disabled: true },
];

function compose(
  replies: Parameters<typeof chatWith>[0] = {},
  composer: ChatKitOptions["composer"] = { tools, models },
) {
  const chat = chatWith(replies, { composer });
  const { client, host, controller } = chat;
  const { store } = new ComposerModel(controller, client, host);
  const desk = new Desk(controller, client, host, store);
  return { ...chat, desk, value: () => desk.store.state };
}

const inputOf = (sent: { params: Record<string, unknown> } | undefined) => sent?.params.input;

beforeEach(() => sessionStorage.clear());

describe("sending", () => {
  it("takes all that is in the composer and leaves it empty", async () => {
    const { desk, sent, value } = compose({ "threads.create": sse() });
    desk.setValue({ text: " Look ", reply: "You said", attachments: [notes], toolId: "search" });
    desk.send();
    expect(value()).toMatchObject({ text: "", reply: "", files: [], toolId: null });
    await settled();
    expect(inputOf(sent[0])).toEqual({
      content: [{ type: "input_text", text: "Look" }],
      attachments: ["f1"],
      quoted_text: "You said",
      inference_options: { tool_choice: { id: "search" }, model: "deep" },
    });
  });

  it("needs a text or a file, a quote is not enough", async () => {
    const { desk, sent } = compose({ "threads.create": sse() });
    desk.setValue({ text: "  ", reply: "You said" });
    desk.send();
    desk.setValue({ attachments: [notes] });
    desk.send();
    await settled();
    expect(sent.map(inputOf)).toMatchObject([{ content: [], attachments: ["f1"] }]);
  });

  it("keeps a persistent tool and the model", async () => {
    const { desk, value } = compose({ "threads.create": sse() });
    desk.setValue({ text: "Hi", toolId: "draw", modelId: "fast" });
    desk.send();
    expect(value()).toMatchObject({ text: "", toolId: "draw", modelId: "fast" });
  });

  it("does nothing while an answer is written", async () => {
    const { desk, sent, say, value } = compose({ "threads.create": openStream().reply });
    void say("First");
    desk.setValue({ text: "Second" });
    desk.send();
    await settled();
    expect(sent).toHaveLength(1);
    expect(value().text).toBe("Second");
  });
});

describe("choices", () => {
  it("tell the host of every change of the tool, once", () => {
    const { desk, emitted } = compose();
    desk.setValue({ toolId: "search" });
    desk.setValue({ toolId: "search", text: "Hi" });
    desk.setValue({ toolId: null });
    expect(emitted).toEqual([
      ["chatkit.tool.change", { toolId: "search" }],
      ["chatkit.tool.change", { toolId: null }],
    ]);
  });

  it("send no model that is disabled, unknown or not chosen", () => {
    const { desk } = compose();
    desk.setValue({ modelId: "old" });
    expect(desk.inference).toEqual({ model: "deep" });
    const without = compose({}, { models: [{ id: "fast", label: "Fast" }] }).desk;
    expect(without.inference).toEqual({});
    without.setValue({ toolId: "gone" });
    expect(without.inference).toEqual({});
  });
});

describe("drafts", () => {
  it("are one a thread", async () => {
    const { desk, controller, value } = compose(opening);
    desk.setValue({ text: "New" });
    await controller.open("t1");
    expect(value().text).toBe("");
    desk.setValue({ text: "Old", attachments: [notes] });
    await controller.open(null);
    expect(value()).toMatchObject({ text: "New", files: [] });
    await controller.open("t1");
    expect(value()).toMatchObject({ text: "Old", files: [{ name: "notes.txt" }] });
  });

  it("outlive a reload, files on their way do not", () => {
    const before = compose().desk;
    before.setValue({ text: "Half", attachments: [notes], toolId: "draw" });
    const running = { key: "k", name: "big", mimeType: "", upload: { state: "running" } } as const;
    before.store.dispatch({ files: [...before.store.state.files, running] });
    const after = compose();
    expect(after.value()).toMatchObject({
      text: "Half",
      files: [{ name: "notes.txt" }],
      toolId: "draw",
    });
    expect(after.emitted).toEqual([["chatkit.tool.change", { toolId: "draw" }]]);
  });

  it("of a new chat go on with its thread", async () => {
    const answer = openStream({ type: "thread.created", thread });
    const { desk, say, controller, value } = compose({
      ...opening,
      "threads.create": answer.reply,
    });
    void say("First");
    desk.setValue({ text: "Second" });
    await settled();
    expect(value().text).toBe("Second");
    await controller.open(null);
    expect(value().text).toBe("");
    await controller.open("t1");
    expect(value().text).toBe("Second");
  });

  it("hold a message until the server has it", async () => {
    const { desk, value } = compose({});
    desk.setValue({ text: "Important" });
    desk.send();
    await settled();
    expect(value().text).toBe("");
    expect(compose().value()).toMatchObject({ text: "Important", wasSent: true });
  });

  it("are not made of other entries of the storage", () => {
    for (const entry of ["nonsense", "null", '{"text":5}']) {
      sessionStorage.setItem("chatkit.draft /chatkit ", entry);
      expect(compose().value().text).toBe("");
    }
  });
});

describe("a message that was not sent", () => {
  it("comes back as it was written", async () => {
    const { desk, controller, value, state } = compose({});
    const tag = { type: "input_tag", id: "1", text: "Ada", data: {} } as const;
    const content = [{ type: "input_text", text: "Hi " } as const, tag];
    desk.setValue({
      content,
      reply: "R",
      attachments: [notes],
      toolId: "search",
      modelId: "fast",
    });
    desk.send();
    await settled();
    const [item] = state().items;
    if (item?.type !== "user_message") throw new Error("There is no message.");
    controller.drop(item);
    desk.restore(item);
    expect(value()).toMatchObject({
      text: "Hi @Ada",
      tags: [{ start: 3, end: 7, tag }],
      reply: "R",
      files: [{ name: "notes.txt", upload: { state: "done", attachment: notes } }],
      toolId: "search",
      modelId: "fast",
    });
  });
});

describe("undo", () => {
  it("brings the tags back with the text, typing the same does not", () => {
    const { desk, value } = compose();
    const tag = { type: "input_tag", id: "1", text: "Ada", data: {} } as const;
    desk.setValue({ content: [tag] });
    desk.type("", 0);
    expect(value().tags).toEqual([]);
    desk.type("@Ada", 4, true);
    expect(value().tags).toEqual([{ start: 0, end: 4, tag }]);
    desk.type("", 0);
    desk.type("@Ada", 4);
    expect(value().tags).toEqual([]);
  });
});
