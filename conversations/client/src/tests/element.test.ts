// @vitest-environment happy-dom
import type { ChatKitOptions, OpenAIChatKit } from "@openai/chatkit";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { OpenAIChatKitElement } from "../element";
import quizStart from "../protocol/tests/quiz-start.sse?raw";

const soon = () => new Promise((resolve) => setTimeout(resolve, 60));
const stream = () =>
  new Response(quizStart, { headers: { "content-type": "text/event-stream; charset=utf-8" } });

function optionsWith(answer: () => Response, more: Partial<ChatKitOptions> = {}) {
  const fetch = vi.fn<typeof globalThis.fetch>(async () => answer());
  const options: ChatKitOptions = { api: { url: "/chatkit", domainKey: "local", fetch }, ...more };
  return { fetch, options };
}

function place(): OpenAIChatKit {
  const element = new OpenAIChatKitElement();
  document.body.append(element);
  return element;
}

const textOf = (element: Element) => element.shadowRoot?.textContent ?? "";

beforeAll(() => customElements.define("openai-chatkit", OpenAIChatKitElement));
afterEach(() => document.body.replaceChildren());

describe("options", () => {
  it("may come before the element is on the page, and ready is told afterwards", async () => {
    const element = new OpenAIChatKitElement();
    element.setOptions(optionsWith(stream, { startScreen: { greeting: "Welcome" } }).options);
    const ready = vi.fn();
    element.addEventListener("chatkit.ready", ready);
    document.body.append(element);
    expect(textOf(element)).toContain("Welcome");
    await soon();
    expect(ready).toHaveBeenCalledOnce();
  });

  it("may come again without losing the thread", async () => {
    const element = place();
    const ready = vi.fn();
    element.addEventListener("chatkit.ready", ready);
    element.setOptions(optionsWith(stream).options);
    await element.sendUserMessage({ text: "Start quiz" });
    element.setOptions(optionsWith(stream, { composer: { placeholder: "Ask away" } }).options);
    await soon();
    expect(textOf(element)).toContain("Which organelle");
    expect(element.shadowRoot?.querySelector("textarea")?.placeholder).toBe("Ask away");
    expect(ready).toHaveBeenCalledOnce();
  });

  it("that are unknown are told once, to listeners that come after them too", async () => {
    const element = place();
    const { options } = optionsWith(stream);
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    element.setOptions({ ...options, colour: "red" } as ChatKitOptions);
    element.setOptions({ ...options, colour: "blue" } as ChatKitOptions);
    const log = vi.fn();
    element.addEventListener("chatkit.log", (event) => log(event.detail));
    await vi.waitFor(() => expect(log).toHaveBeenCalled());
    await soon();
    const said = { name: "option.unknown", data: { option: "colour" } };
    expect(log).toHaveBeenCalledExactlyOnceWith(said);
    expect(warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('"colour"'));
    warn.mockRestore();
  });

  it("with getClientSecret sign every request to the element's url", async () => {
    const element = place();
    element.setAttribute("url", "/other/chatkit");
    const fetch = vi.fn<typeof globalThis.fetch>(async () => stream());
    vi.stubGlobal("fetch", fetch);
    element.setOptions({ api: { getClientSecret: async () => "secret" } });
    await element.sendUserMessage({ text: "Hello" });
    vi.unstubAllGlobals();
    expect(fetch.mock.calls[0]?.[0]).toBe("/other/chatkit");
    const headers = new Headers(fetch.mock.calls[0]?.[1]?.headers);
    expect(headers.get("Authorization")).toBe("Bearer secret");
  });

  it("choose the hooks of every request: fetch and language", async () => {
    const element = place();
    const { fetch, options } = optionsWith(stream, { locale: "fr-FR" });
    element.setOptions(options);
    await element.sendUserMessage({ text: "Bonjour" });
    expect(fetch).toHaveBeenCalledOnce();
    expect(fetch.mock.calls[0]?.[0]).toBe("/chatkit");
    const headers = new Headers(fetch.mock.calls[0]?.[1]?.headers);
    expect(headers.get("accept-language")).toBe("fr-FR");
    expect(headers.get("content-type")).toBe("application/json");
  });
});

describe("methods", () => {
  it("reject before setOptions and while the chat is busy", async () => {
    const element = place();
    await expect(element.sendUserMessage({ text: "Hi" })).rejects.toThrow("setOptions");
    element.setOptions(optionsWith(stream).options);
    const sending = element.sendUserMessage({ text: "Hi" });
    await expect(element.sendUserMessage({ text: "Again" })).rejects.toThrow("busy");
    await expect(element.setThreadId(null)).rejects.toThrow("busy");
    await sending;
  });

  it("reject what the options don't allow instead of doing nothing", async () => {
    const element = place();
    element.setOptions(optionsWith(stream).options);
    await expect(element.setComposerValue({ files: [] })).rejects.toThrow("attachments.enabled");
    await expect(element.sendCustomAction({ type: "mcq.next" })).rejects.toThrow("needs a thread");
  });

  it("fill the composer and leave it to the reader to send", async () => {
    const element = place();
    const { fetch, options } = optionsWith(stream);
    element.setOptions(options);
    await soon();
    await element.setComposerValue({ text: "A draft", reply: "What you said" });
    await soon();
    expect(element.shadowRoot?.querySelector("textarea")?.value).toBe("A draft");
    await vi.waitFor(() => expect(textOf(element)).toContain("What you said"));
    expect(fetch).not.toHaveBeenCalled();
  });

  it("show and hide the history, with its events", async () => {
    const element = place();
    const heard: string[] = [];
    for (const name of ["chatkit.history.open", "chatkit.history.close"] as const) {
      element.addEventListener(name, () => heard.push(name));
    }
    const thread = { id: "t", title: "Cells", created_at: "2020-01-01T00:00:00" };
    const list = () => Response.json({ data: [thread], has_more: false });
    element.setOptions(optionsWith(list).options);
    await element.showHistory();
    await vi.waitFor(() => expect(textOf(element)).toContain("Cells"));
    await element.hideHistory();
    expect(heard).toEqual(["chatkit.history.open", "chatkit.history.close"]);
  });
});

describe("diagnostics", () => {
  it("name the operation and never its content", async () => {
    const element = place();
    const log = vi.fn();
    element.addEventListener("chatkit.log", (event) => log(event.detail));
    element.setOptions(optionsWith(stream).options);
    await element.sendUserMessage({ text: "My secret" });
    const data = { operation: "threads.create", status: 200, milliseconds: expect.any(Number) };
    expect(log).toHaveBeenCalledExactlyOnceWith({ name: "request", data });
  });
});
