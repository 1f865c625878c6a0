// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { isSendKey, LateEnter } from "../enter";

const enter = (init: Partial<KeyboardEvent> = {}) =>
  ({
    key: "Enter",
    code: "Enter",
    shiftKey: false,
    isComposing: false,
    keyCode: 13,
    ...init,
  }) as const;
const lineBreak = { inputType: "insertLineBreak", isComposing: false };

describe("Enter", () => {
  it("sends, and with Shift begins a new line", () => {
    expect(isSendKey(enter())).toBe(true);
    expect(isSendKey(enter({ shiftKey: true }))).toBe(false);
    expect(isSendKey(enter({ key: "a" }))).toBe(false);
  });

  it("that ends the composition of a character does not send", () => {
    expect(isSendKey(enter({ isComposing: true }))).toBe(false);
    expect(isSendKey(enter({ keyCode: 229 }))).toBe(false);
  });
});

describe("the line break that follows a composition", () => {
  const sendsAfter = (key: ReturnType<typeof enter>, edit: typeof lineBreak = lineBreak) => {
    const late = new LateEnter();
    late.onKeyDown(key);
    return late.isSend(edit);
  };

  it("was meant to send, as Korean input has it", () => {
    expect(sendsAfter(enter({ isComposing: true, keyCode: 229 }))).toBe(true);
    expect(sendsAfter(enter({ key: "Process", keyCode: 229 }))).toBe(true);
  });

  it("is a line break with Shift, while composing, and after any other key", () => {
    expect(sendsAfter(enter({ keyCode: 229, shiftKey: true }))).toBe(false);
    expect(sendsAfter(enter({ keyCode: 229 }), { ...lineBreak, isComposing: true })).toBe(false);
    expect(sendsAfter(enter({ keyCode: 229 }), { ...lineBreak, inputType: "insertText" })).toBe(
      false,
    );
    expect(sendsAfter(enter())).toBe(false);
  });
});
