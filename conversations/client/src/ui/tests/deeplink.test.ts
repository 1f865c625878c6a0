import { describe, expect, it } from "vitest";
import { parseDeeplink } from "../deeplink";

describe("a deeplink", () => {
  it.each([
    ["chatkit-link://openPage", "openPage", {}],
    ["chatkit-link://openPage/", "openPage", {}],
    ["chatkit-link:openPage?page=4", "openPage", { page: "4" }],
    ["chatkit-link://course/bio%20101?tab=a&tab=b", "course/bio 101", { tab: ["a", "b"] }],
    ["chatkit-link://50%", "50%", {}],
    ["chatkit-link://x?empty=&text=a+b%26c", "x", { empty: "", text: "a b&c" }],
  ])("%s has a name and data", (address, name, data) => {
    expect(parseDeeplink(address)).toEqual({ name, data });
  });

  it("never changes what all objects have", () => {
    const data = parseDeeplink("chatkit-link://x?__proto__=1&constructor=2")?.data ?? {};
    expect(Object.getPrototypeOf(data)).toBe(Object.prototype);
    expect(Object.keys(data)).toEqual(["__proto__", "constructor"]);
  });

  it.each(["https://a.example/chatkit-link://x", "javascript:alert(1)", "mailto:a@b.example", ""])(
    "%j is none",
    (address) => expect(parseDeeplink(address)).toBeNull(),
  );
});
