// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { isSendKey } from "../composer";
import { readDeeplink } from "../deeplink";

const key = (init: KeyboardEventInit & { keyCode?: number }) => new KeyboardEvent("keydown", init);

describe("Enter", () => {
  it("sends, and with Shift begins a new line", () => {
    expect(isSendKey(key({ key: "Enter" }))).toBe(true);
    expect(isSendKey(key({ key: "Enter", shiftKey: true }))).toBe(false);
    expect(isSendKey(key({ key: "a" }))).toBe(false);
  });

  it("that ends the composition of a character does not send", () => {
    expect(isSendKey(key({ key: "Enter", isComposing: true }))).toBe(false);
    expect(isSendKey({ key: "Enter", shiftKey: false, isComposing: false, keyCode: 229 })).toBe(
      false,
    );
  });
});

describe("a deeplink", () => {
  const clicked = (href: string) => {
    const link = document.createElement("a");
    link.href = href;
    let found: ReturnType<typeof readDeeplink> = null;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      found = readDeeplink(event);
    });
    document.body.append(link);
    link.click();
    return found;
  };

  it("has a name and data; other links have none", () => {
    expect(clicked("chatkit-link://open-quiz?slug=cells")).toEqual({
      name: "open-quiz",
      data: { slug: "cells" },
    });
    expect(clicked("https://example.org/")).toBeNull();
  });
});
