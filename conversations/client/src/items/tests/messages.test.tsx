// @vitest-environment happy-dom
// @vitest-environment-options { "url": "https://quiz.example/chat/" }
import { afterEach, describe, expect, it, vi } from "vitest";
import type { AssistantMessageItem, UserMessageItem, WidgetItem } from "../../protocol/types";
import { base, Stage } from "./stage";

const user = (more: Partial<UserMessageItem> = {}): UserMessageItem => ({
  ...base,
  id: "u",
  type: "user_message",
  content: [{ type: "input_text", text: "Why?" }],
  attachments: [],
  inference_options: {},
  ...more,
});
const answer: AssistantMessageItem = {
  ...base,
  id: "a",
  type: "assistant_message",
  content: [{ type: "output_text", text: "**Because**", annotations: [] }],
};
const options = { threadItemActions: { feedback: true, retry: true } };
const pressed = ({ host }: Stage) =>
  [...host.querySelectorAll('[aria-pressed="true"]')].map((button) =>
    button.getAttribute("aria-label"),
  );

afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

describe("the buttons of an answer", () => {
  it("stand at the end of a turn, those that the host wants", async () => {
    const stage = new Stage().open([user(), answer]);
    expect((await stage.show(answer, { turnEnd: true })).buttons()).toEqual(["Copy"]);
    const all = new Stage().open([user(), answer]);
    expect((await all.show(answer, { turnEnd: true, options })).buttons()).toEqual([
      "Copy",
      "Good answer",
      "Bad answer",
      "Answer again",
    ]);
    const middle = new Stage().open([user(), answer]);
    expect((await middle.show(answer, { options })).buttons()).toEqual([]);
  });

  it("copy the answer as it was written", async () => {
    const writeText = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    const stage = await new Stage().open([answer]).show(answer, { turnEnd: true });
    await stage.press("Copy");
    expect(writeText).toHaveBeenCalledExactlyOnceWith("**Because**");
    expect(stage.said).toEqual(["Copied"]);
  });

  it("copy the whole turn, with what its widgets say of themselves", async () => {
    const writeText = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    const card = { type: "Card" as const, children: [] };
    const about = { ...base, type: "widget" as const, widget: card };
    const told: WidgetItem = { ...about, id: "w1", copy_text: "Ten of ten" };
    const items = [user(), answer, { ...about, id: "w0" }, told];
    const stage = await new Stage().open(items).show(told, { turnEnd: true });
    await stage.press("Copy");
    expect(writeText).toHaveBeenCalledExactlyOnceWith("**Because**\n\nTen of ten");
  });

  it("say so when nothing could be copied", async () => {
    vi.spyOn(navigator.clipboard, "writeText").mockRejectedValue(new Error("denied"));
    const stage = await new Stage().open([answer]).show(answer, { turnEnd: true });
    await stage.press("Copy");
    expect(stage.said).toEqual(["This could not be copied."]);
  });

  it("tell the server what the reader thinks of the whole turn", async () => {
    const stage = new Stage().open([user(), { ...answer, id: "a0" }, answer]);
    await stage.show(answer, { turnEnd: true, options });
    await stage.press("Good answer");
    const params = { thread_id: "t", item_ids: ["a0", "a"], kind: "positive" };
    expect(stage.server.sent.map((sent) => [sent.type, sent.params])).toEqual([
      ["items.feedback", params],
    ]);
    expect(pressed(stage)).toEqual(["Good answer"]);
  });

  it("show what was thought before, and take it back where the server can", async () => {
    const stage = new Stage().open([user(), answer], { a: "negative" });
    await stage.show(answer, { turnEnd: true, options });
    expect(pressed(stage)).toEqual(["Bad answer"]);
    await stage.press("Bad answer");
    expect(stage.server.sent.map(({ type }) => type)).toEqual(["items.remove_feedback"]);
    expect(pressed(stage)).toEqual([]);
  });

  it("take nothing back where the server can't", async () => {
    const stage = new Stage().open([user(), answer]);
    await stage.show(answer, { turnEnd: true, options });
    await stage.press("Good answer");
    await stage.press("Good answer");
    expect(stage.server.sent).toHaveLength(1);
    expect(pressed(stage)).toEqual(["Good answer"]);
  });
});

describe("a message of the reader", () => {
  const image = (preview_url: string) =>
    ({ type: "image", id: "i", name: "cell.png", mime_type: "image/png", preview_url }) as const;

  it("shows its files: pictures that may be loaded, and names", async () => {
    const file = {
      type: "file",
      id: "f",
      name: "notes.pdf",
      mime_type: "application/pdf",
    } as const;
    const attachments = [image("/a.png"), { ...image("https://x.example/b.png"), id: "j" }, file];
    const { host } = await new Stage().show(user({ attachments }));
    expect([...host.querySelectorAll("img")].map((picture) => picture.alt)).toEqual(["cell.png"]);
    expect([...host.querySelectorAll(".chip")].map((chip) => chip.textContent)).toEqual([
      "cell.png",
      "notes.pdf",
    ]);
  });

  it("is plain text with its quote and tags, never Markdown", async () => {
    const tag = { type: "input_tag", id: "b", text: "Bio", data: {}, interactive: false } as const;
    const content = [{ type: "input_text", text: "**Why** <b>" } as const, tag];
    const { host } = await new Stage().show(user({ content, quoted_text: "So it is." }));
    expect(host.querySelector(".bubble")?.textContent).toBe("**Why** <b>Bio");
    expect(host.querySelector("blockquote")?.textContent).toBe("So it is.");
    expect(host.querySelector("strong, b")).toBeNull();
  });

  it("hands its interactive tags to the host", async () => {
    const onClick = vi.fn();
    const tag = { type: "input_tag", id: "b", text: "Bio", data: { n: "1" }, interactive: true };
    const content = [tag] as UserMessageItem["content"];
    const stage = await new Stage().show(user({ content }), { options: { entities: { onClick } } });
    await stage.press("Bio");
    const entity = { id: "b", title: "Bio", interactive: true, data: { n: "1" } };
    expect(onClick).toHaveBeenCalledExactlyOnceWith(entity);
  });
});
