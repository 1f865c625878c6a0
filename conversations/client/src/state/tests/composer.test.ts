// @vitest-environment happy-dom
import type { ChatKitOptions } from "@openai/chatkit";
import { beforeEach, describe, expect, it } from "vitest";
import type { Attachment } from "../../protocol/types";
import { ComposerModel } from "../composer";
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
  const { client, host } = chat;
  const model = new ComposerModel(chat.controller, client, host);
  model.follow();
  return { ...chat, model, value: () => model.store.state };
}

const inputOf = (sent: { params: Record<string, unknown> } | undefined) => sent?.params.input;

beforeEach(() => sessionStorage.clear());

describe("sending", () => {
  it("takes all that is in the composer and leaves it empty", async () => {
    const { model, sent, value } = compose({ "threads.create": sse() });
    model.setValue({ text: " Look ", reply: "You said", attachments: [notes], toolId: "search" });
    model.send();
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
    const { model, sent } = compose({ "threads.create": sse() });
    model.setValue({ text: "  ", reply: "You said" });
    model.send();
    model.setValue({ attachments: [notes] });
    model.send();
    await settled();
    expect(sent.map(inputOf)).toMatchObject([{ content: [], attachments: ["f1"] }]);
  });

  it("keeps a persistent tool and the model", async () => {
    const { model, value } = compose({ "threads.create": sse() });
    model.setValue({ text: "Hi", toolId: "draw", modelId: "fast" });
    model.send();
    expect(value()).toMatchObject({ text: "", toolId: "draw", modelId: "fast" });
  });

  it("does nothing while an answer is written", async () => {
    const { model, sent, say, value } = compose({ "threads.create": openStream().reply });
    void say("First");
    model.setValue({ text: "Second" });
    model.send();
    await settled();
    expect(sent).toHaveLength(1);
    expect(value().text).toBe("Second");
  });
});

describe("choices", () => {
  it("tell the host of every change of the tool, once", () => {
    const { model, emitted } = compose();
    model.setValue({ toolId: "search" });
    model.setValue({ toolId: "search", text: "Hi" });
    model.setValue({ toolId: null });
    expect(emitted).toEqual([
      ["chatkit.tool.change", { toolId: "search" }],
      ["chatkit.tool.change", { toolId: null }],
    ]);
  });

  it("send no model that is disabled, unknown or not chosen", () => {
    const { model } = compose();
    model.setValue({ modelId: "old" });
    expect(model.inference).toEqual({ model: "deep" });
    const without = compose({}, { models: [{ id: "fast", label: "Fast" }] }).model;
    expect(without.inference).toEqual({});
    without.setValue({ toolId: "gone" });
    expect(without.inference).toEqual({});
  });
});

describe("drafts", () => {
  it("are one a thread", async () => {
    const { model, controller, value } = compose(opening);
    model.setValue({ text: "New" });
    await controller.open("t1");
    expect(value().text).toBe("");
    model.setValue({ text: "Old", attachments: [notes] });
    await controller.open(null);
    expect(value()).toMatchObject({ text: "New", files: [] });
    await controller.open("t1");
    expect(value()).toMatchObject({ text: "Old", files: [{ name: "notes.txt" }] });
  });

  it("outlive a reload, files on their way do not", () => {
    const before = compose().model;
    before.setValue({ text: "Half", attachments: [notes], toolId: "draw" });
    const running = { key: "k", name: "big", mimeType: "", upload: { state: "running" } } as const;
    before.store.dispatch({ files: [...before.store.state.files, running] });
    expect(compose().value()).toMatchObject({
      text: "Half",
      files: [{ name: "notes.txt" }],
      toolId: "draw",
    });
  });

  it("of a new chat go on with its thread", async () => {
    const answer = openStream({ type: "thread.created", thread });
    const { model, say, controller, value } = compose({
      ...opening,
      "threads.create": answer.reply,
    });
    void say("First");
    model.setValue({ text: "Second" });
    await settled();
    expect(value().text).toBe("Second");
    await controller.open(null);
    expect(value().text).toBe("");
    await controller.open("t1");
    expect(value().text).toBe("Second");
  });

  it("hold a message until the server has it", async () => {
    const { model, value } = compose({});
    model.setValue({ text: "Important" });
    model.send();
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
    const { model, controller, value, state } = compose({});
    const tag = { type: "input_tag", id: "1", text: "Ada", data: {} } as const;
    const content = [{ type: "input_text", text: "Hi " } as const, tag];
    model.setValue({
      content,
      reply: "R",
      attachments: [notes],
      toolId: "search",
      modelId: "fast",
    });
    model.send();
    await settled();
    const [item] = state().items;
    if (item?.type !== "user_message") throw new Error("There is no message.");
    controller.drop(item);
    model.restore(item);
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
    const { model, value } = compose();
    const tag = { type: "input_tag", id: "1", text: "Ada", data: {} } as const;
    model.setValue({ content: [tag] });
    model.type("", 0);
    expect(value().tags).toEqual([]);
    model.type("@Ada", 4, true);
    expect(value().tags).toEqual([{ start: 0, end: 4, tag }]);
    model.type("", 0);
    model.type("@Ada", 4);
    expect(value().tags).toEqual([]);
  });
});
