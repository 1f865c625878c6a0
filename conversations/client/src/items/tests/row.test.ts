// @vitest-environment happy-dom
import type { ChatKitOptions } from "@openai/chatkit";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { OpenAIChatKitElement } from "../../element";
import { soon as laterParts } from "../../soon";
import { blockReader } from "../../text/reader";

const soon = () => new Promise((resolve) => setTimeout(resolve, 120));
const frame = (event: object) => `data: ${JSON.stringify(event)}\n\n`;
const base = { thread_id: "t", created_at: "2026-11-21T08:00:00" };
const card = (id: string, children: object[], status?: string) => ({
  ...base,
  id,
  type: "widget",
  widget: { type: "Card", children, ...(status && { status: { text: status } }) },
});
const button = (label: string, action: object) => ({
  type: "Button",
  label,
  onClickAction: action,
});
const submit = { type: "mcq.submit", payload: {}, streaming: false };
const next = { type: "mcq.next", payload: {} };

const form = { type: "Form", onSubmitAction: submit, children: [] };
const question = card("w1", [button("Check", submit), button("Next", next)]);
const answered = card("w1", [{ type: "Text", value: "It was B." }], "Not quite");
const following = card("w2", [{ type: "Text", value: "Second question" }]);

function refusal(): Response {
  return Response.json({ error: { message: "Sign in to use the chat." } }, { status: 401 });
}

function answerFor(request: string, items: object[]): Response {
  const stream = (...events: object[]) =>
    new Response(events.map(frame).join(""), { headers: { "content-type": "text/event-stream" } });
  switch (JSON.parse(request).type) {
    case "threads.sync_custom_action":
      if (request.includes("late")) return refusal();
      return Response.json({ updated_item: answered });
    case "threads.custom_action":
      return stream({ type: "thread.item.done", item: following });
    default:
      return stream(
        { type: "thread.created", thread: { ...base, id: "t" } },
        ...items.map((item) => ({ type: "thread.item.done", item })),
      );
  }
}

/** A chat that shows `before` and then the question. */
const quiz = (...before: object[]) => quizAnsweredBy(...before, question);

/** A chat whose first message was answered by `items`. */
async function quizAnsweredBy(...items: object[]) {
  const chat = place(items);
  await chat.element.sendUserMessage({ text: "Start" });
  await soon();
  return chat;
}

/** A new chat with one prompt, which `items` will answer. */
async function quizWithPrompt(...items: object[]) {
  const chat = place(items, { startScreen: { prompts: [{ label: "Begin", prompt: "start" }] } });
  await soon();
  return chat;
}

function place(items: object[], more: Partial<ChatKitOptions> = {}) {
  const element = new OpenAIChatKitElement();
  document.body.append(element);
  const fetch = vi.fn(async (_: unknown, init?: RequestInit) => {
    await new Promise((resolve) => setTimeout(resolve, 20)); // a server takes its time
    return answerFor(String(init?.body), items);
  });
  element.setOptions({ api: { url: "/chatkit", domainKey: "", fetch }, ...more });
  const root = element.shadowRoot;
  if (!root) throw new Error("no shadow root");
  const press = async (label: string) => {
    const found = [...root.querySelectorAll("button")].find((b) => b.textContent?.includes(label));
    found?.focus();
    found?.click();
    await soon();
  };
  const said = () => root.querySelector('[aria-live="polite"]')?.lastElementChild?.textContent;
  const focused = () => root.activeElement?.getAttribute("data-item-id");
  return { element, root, press, said, focused };
}

beforeAll(() => customElements.define("openai-chatkit", OpenAIChatKitElement));
beforeAll(() => Promise.all([blockReader.start(), laterParts.start()]));
afterEach(() => document.body.replaceChildren());

describe("a widget that is used", () => {
  it("keeps the focus in its row when its control is gone, and says what is new in it", async () => {
    const { root, press, said, focused } = await quiz();
    await press("Check");
    expect(root.textContent).toContain("It was B.");
    expect(focused()).toBe("w1");
    expect(said()).toBe("Not quite. It was B.");
  });

  it("hands the focus on to the widget that its action brought", async () => {
    const { root, press, focused } = await quiz();
    await press("Next");
    expect(root.textContent).toContain("Second question");
    expect(focused()).toBe("w2");
  });
});

describe("a reader who was signed out", () => {
  it("can reload the page from the widget that was used", async () => {
    const late = { ...submit, payload: { late: true } };
    const { root, press } = await quizAnsweredBy(card("w5", [button("Check", late)]));
    await press("Check");
    const alert = root.querySelector('[data-item-id="w5"] [role="alert"]');
    expect(alert?.textContent).toBe("Sign in to use the chat.Reload the page");
    const reload = vi.spyOn(location, "reload").mockImplementation(() => undefined);
    await press("Reload");
    expect(reload).toHaveBeenCalledOnce();
  });
});

describe("a chat that the host began", () => {
  it("hands the focus to the card to fill in", async () => {
    const { focused } = await quizAnsweredBy(card("w4", [form], "Question 1 of 10"));
    expect(focused()).toBe("w4");
  });

  it("takes no focus for anything else", async () => {
    const { root } = await quizAnsweredBy(following);
    expect(root.activeElement).toBeNull();
  });

  it("leaves the focus where the reader put it meanwhile", async () => {
    const field = document.body.appendChild(document.createElement("input"));
    field.focus();
    const { root } = await quizAnsweredBy(card("w4", [form], "Question 1 of 10"));
    expect(root.activeElement).toBeNull();
    expect(document.activeElement).toBe(field);
  });

  it("hands it on from a composer that only a prompt brought it to", async () => {
    const { root, press, focused } = await quizWithPrompt(card("w4", [form]));
    await press("Begin");
    expect(focused()).toBe("w4");
    expect(root.textContent).not.toContain("could not be shown");
  });
});

describe("an answer to a message", () => {
  it("that is a card is said by its status", async () => {
    const end = { ...base, id: "e", type: "end_of_turn" };
    const { said } = await quizAnsweredBy(card("w3", [], "Question 2 of 10"), end);
    expect(said()).toBe("Question 2 of 10");
  });

  it("that is a card without a status is said to be complete", async () => {
    const { said } = await quiz();
    expect(said()).toBe("The answer is complete.");
  });

  it("that is formatted is said in plain words", async () => {
    const content = [{ type: "output_text", text: "- **quizzes**: the list", annotations: [] }];
    const { said } = await quizAnsweredBy({ ...base, id: "h", type: "assistant_message", content });
    await vi.waitFor(() => expect(said()).toBe("quizzes: the list"));
  });
});

describe("an item", () => {
  it("that can't be shown says so and leaves the others alone", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const { root } = await quiz({
      ...base,
      id: "broken",
      type: "assistant_message",
      content: null,
    });
    expect(root.textContent).toContain("could not be shown");
    expect(root.querySelector('[data-item-id="w1"]')?.textContent).toContain("Check");
    expect(log).toHaveBeenCalledOnce();
    log.mockRestore();
  });

  it("of a kind that is not known is passed over, and told to the log once", async () => {
    const told: unknown[] = [];
    const listen = (event: Event) => told.push((event as CustomEvent).detail);
    document.addEventListener("chatkit.log", listen);
    const hologram = { ...base, type: "hologram" };
    const { root } = await quiz({ ...hologram, id: "x" }, { ...hologram, id: "y" });
    document.removeEventListener("chatkit.log", listen);
    expect(root.querySelectorAll(".row")).toHaveLength(2);
    expect(told).toContainEqual({ name: "item.unknown", data: { type: "hologram" } });
    expect(told.filter((entry) => JSON.stringify(entry).includes("unknown"))).toHaveLength(1);
  });
});
