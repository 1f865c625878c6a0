// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { soon } from "../../soon";
import { ComposerModel, hasDrafts } from "../composer";
import { chatWith, json, openStream, settled, sse } from "./fake";

beforeEach(() => sessionStorage.clear());
afterEach(() => vi.restoreAllMocks());

function compose(
  replies: Parameters<typeof chatWith>[0],
  options?: Parameters<typeof chatWith>[1],
) {
  const chat = chatWith(replies, options);
  return { ...chat, model: new ComposerModel(chat.controller, chat.client, chat.host) };
}

const inputOf = (sent: { params: Record<string, unknown> } | undefined) => sent?.params.input;

describe("a line of text", () => {
  it("is sent also where the rest of the composer can't be loaded", async () => {
    vi.spyOn(soon, "start").mockResolvedValue(undefined);
    const { model, sent } = compose({ "threads.create": sse() });
    model.type("Hello ", 6);
    await model.send();
    expect(model.store.state.text).toBe("");
    await settled();
    expect(inputOf(sent[0])).toMatchObject({ content: [{ type: "input_text", text: "Hello" }] });
  });

  it("is sent as it was when Enter was pressed", async () => {
    const { model, sent } = compose({ "threads.create": sse() });
    model.type("First", 5);
    const sending = model.send();
    model.type("Second", 6);
    await sending;
    await settled();
    expect(inputOf(sent[0])).toMatchObject({ content: [{ type: "input_text", text: "First" }] });
    expect(model.store.state.text).toBe("Second");
  });

  it("stays when the rest arrives, and is a draft from then on", async () => {
    const { model } = compose({});
    model.type("Hello", 5);
    expect(hasDrafts()).toBe(false);
    await model.ready();
    expect(model.store.state.text).toBe("Hello");
    model.type("Hello you", 9);
    expect(hasDrafts()).toBe(true);
  });

  it("stays with its thread where another was opened meanwhile", async () => {
    const thread = { id: "t1", created_at: "2020-01-01T00:00:00" };
    const page = { data: [], has_more: false };
    const opening = { "threads.get_by_id": json(thread), "items.list": json(page) };
    const { model, controller } = compose(opening);
    model.type("Hello", 5);
    const loading = model.ready();
    await controller.open("t1");
    await loading;
    expect(model.store.state.text).toBe("");
    await controller.open(null);
    expect(model.store.state.text).toBe("Hello");
  });

  it("is not sent while an answer is written", async () => {
    const { model, say, sent } = compose({ "threads.create": openStream().reply });
    void say("First");
    model.type("Second", 6);
    await model.send();
    await settled();
    expect(sent).toHaveLength(1);
    expect(model.store.state.text).toBe("Second");
  });
});

it("a message waits for the model that it goes with", async () => {
  const models = [{ id: "deep", label: "Deep", default: true }];
  const { model, sent } = compose({ "threads.create": sse() }, { composer: { models } });
  model.type("Hello", 5);
  await model.send();
  await settled();
  expect(sent.map(inputOf)).toMatchObject([{ inference_options: { model: "deep" } }]);
});

describe("a suggestion", () => {
  const content = [{ type: "input_text" as const, text: "Begin" }];

  it("goes with the chosen model, and once where it was clicked twice", async () => {
    const models = [{ id: "deep", label: "Deep", default: true }];
    const replies = { "threads.create": openStream().reply };
    const { model, sent } = compose(replies, { composer: { models } });
    void model.sendPrompt(content);
    void model.sendPrompt(content);
    await model.ready();
    await settled();
    expect(sent.map(inputOf)).toMatchObject([{ content, inference_options: { model: "deep" } }]);
  });

  it("puts a tool away that is for one message, not one that stays", async () => {
    const draw = { id: "draw", label: "Draw", icon: "images" as const, persistent: true };
    const search = { id: "search", label: "Search", icon: "globe" as const };
    const tools = [draw, search];
    const { model } = compose({ "threads.create": sse() }, { composer: { tools } });
    for (const [toolId, left] of [["draw", "draw"] as const, ["search", null] as const]) {
      await model.setValue({ toolId });
      await model.sendPrompt(content);
      expect(model.store.state.toolId).toBe(left);
    }
  });
});
