import { describe, expect, it } from "vitest";
import { heardOf, heardOfChange } from "../heard";
import type { WidgetRoot } from "../types";

const card = (status: string | undefined, ...children: object[]) =>
  ({ type: "Card", ...(status && { status: { text: status } }), children }) as WidgetRoot;
const text = (value: unknown) => ({ type: "Markdown", value });

describe("what is heard of a widget", () => {
  it("is its status, else what it says first", () => {
    expect(heardOf(card("Question 1 of 4", text("Which?")))).toBe("Question 1 of 4");
    expect(heardOf(card(undefined, { type: "Divider" }, text("**Which?**")))).toBe("Which?");
  });

  it("is, when it changed, what it did not say before", () => {
    const before = card("Question 1 of 4", text("Which?"), { type: "Button", label: "Check" });
    const verdict = { type: "Badge", label: "Not right yet" };
    const after = card("Question 1 of 4", text("Which?"), verdict, text("You have one more try."));
    expect(heardOfChange(before, after)).toBe("Not right yet. You have one more try.");
    expect(heardOfChange(after, after)).toBe("");
  });

  it("is cut where nobody would listen any more", () => {
    const long = heardOfChange(card("One"), card("Two", text("word ".repeat(1000))));
    expect(long).toMatch(/^Two\. word .*word …$/);
    expect(long.length).toBeLessThan(510);
  });

  it("is nothing for what makes no sense", () => {
    const broken = { type: "Card", status: { text: 7 }, children: [null, 3, text(null)] };
    expect(heardOf(broken as unknown as WidgetRoot)).toBe("7");
  });
});
