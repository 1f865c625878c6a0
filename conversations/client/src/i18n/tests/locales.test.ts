import { describe, expect, it } from "vitest";
import { counter } from "../count";
import { directionOf, languageOf, tagOf } from "../locales";

describe("a locale that is asked for", () => {
  it("falls back to English when nothing is written in it", () => {
    expect(["sv-SE", "tl", "en-GB", "nonsense", ""].map(languageOf)).toEqual(Array(5).fill("en"));
  });

  it("keeps its region for numbers and dates when the words are its language's", () => {
    expect(tagOf("en-GB")).toBe("en-GB");
    expect(tagOf("en_GB")).toBe("en-GB");
    expect(tagOf("sv-SE")).toBe("en");
    expect(tagOf("en-")).toBe("en");
  });

  it("lays the chat out in its own direction, even where the words are English", () => {
    expect(["ar", "ur", "fa-IR", "he"].map(directionOf)).toEqual(Array(4).fill("rtl"));
    expect(["en", "ja-JP", "arn", undefined].map(directionOf)).toEqual(Array(4).fill("ltr"));
  });
});

describe("a number in a sentence", () => {
  it("takes the form that the language has for it", () => {
    const files = { one: "# file", other: "# files" };
    expect([0, 1, 1200].map((n) => counter("en")(n, files))).toEqual([
      "0 files",
      "1 file",
      "1,200 files",
    ]);
  });

  it("uses the general form where a language has no other", () => {
    expect(counter("ja")(1, { other: "#件" })).toBe("1件");
    expect(counter("en")(1, { other: "# of $&" })).toBe("1 of $&");
  });
});
