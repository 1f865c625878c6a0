// @vitest-environment happy-dom
import type { ChatKitOptions } from "@openai/chatkit";
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { OpenAIChatKitElement } from "../../element";

const options = (locale: string) =>
  ({ api: { url: "/chatkit", domainKey: "" }, locale }) as ChatKitOptions;

function place(locale: string, dir = "") {
  const element = new OpenAIChatKitElement();
  element.dir = dir;
  element.setOptions(options(locale));
  document.body.append(element);
  const app = () => element.shadowRoot?.querySelector(".app");
  return { element, app };
}

beforeAll(() => customElements.define("openai-chatkit", OpenAIChatKitElement));
afterEach(() => document.body.replaceChildren());

it("an element is drawn in its language at once, never first in English", async () => {
  const { app } = place("ar");
  expect(app()).toBeNull();
  await vi.waitFor(() => expect(app()?.textContent).toContain("كيف يمكنني مساعدتك اليوم؟"));
  expect([app()?.getAttribute("lang"), app()?.getAttribute("dir")]).toEqual(["ar", "rtl"]);
});

it("an element takes another language while it is shown", async () => {
  const { element, app } = place("en");
  expect(app()?.getAttribute("lang")).toBe("en");
  element.setOptions(options("de-CH"));
  await vi.waitFor(() => expect(app()?.getAttribute("lang")).toBe("de-CH"));
  expect(app()?.textContent).toContain("Womit kann ich heute helfen?");
});

it("the last language that was asked for wins, however long each takes", async () => {
  const { element, app } = place("ko");
  element.setOptions(options("en"));
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(app()?.getAttribute("lang")).toBe("en");
});

it("an element with a direction of its own keeps it", () => {
  expect(place("en", "rtl").app()?.getAttribute("dir")).toBe("rtl");
});
