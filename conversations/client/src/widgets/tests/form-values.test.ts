import { describe, expect, test } from "vitest";
import { withFields } from "../form-values";

const filled = (...args: Parameters<typeof withFields>) => withFields(...args).payload;

describe("the payload of an action inside a form", () => {
  test("gets the form's values by name", () => {
    const fields = [{ name: "choice", value: "a" }];
    expect(filled({ attempt: "t1" }, fields)).toEqual({ attempt: "t1", choice: "a" });
    expect(filled(undefined, fields)).toEqual({ choice: "a" });
  });

  test("nests dotted names, with unticked boxes as false", () => {
    const fields = [
      { name: "choice.a", value: true },
      { name: "choice.b", value: false },
      { name: "note", value: "" },
    ];
    expect(filled(null, fields)).toEqual({ choice: { a: true, b: false }, note: "" });
  });

  test("keeps what it said already, and says what was refused", () => {
    const payload = { choice: "fixed", todo: { title: "fixed" } };
    const fields = [
      { name: "choice", value: "typed" },
      { name: "todo.title", value: "typed" },
      { name: "todo.done", value: true },
    ];
    expect(withFields(payload, fields)).toEqual({
      payload: { choice: "fixed", todo: { title: "fixed", done: true } },
      refused: ["choice", "todo.title"],
    });
    expect(payload).toEqual({ choice: "fixed", todo: { title: "fixed" } });
  });

  test("takes the first of a name and a path through it", () => {
    const fields = [
      { name: "a", value: "scalar" },
      { name: "a.b", value: "nested" },
    ];
    expect(withFields({}, fields)).toEqual({ payload: { a: "scalar" }, refused: ["a.b"] });
  });

  test.each(["text", 3, ["list"], false])(
    "leaves %j alone, which can hold no fields",
    (payload) => {
      const fields = [{ name: "a", value: "x" }];
      expect(withFields(payload, fields)).toEqual({ payload, refused: ["a"] });
    },
  );

  test.each(["__proto__", "__proto__.polluted", "a.constructor.prototype.polluted", "a..b", ""])(
    "refuses the name %j",
    (name) => {
      const { payload, refused } = withFields({}, [{ name, value: "x" }]);
      expect(refused).toEqual([name]);
      expect(payload).toEqual({});
      expect(Object.getPrototypeOf(payload)).toBe(Object.prototype);
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    },
  );
});
