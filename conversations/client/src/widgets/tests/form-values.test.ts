import { afterEach, describe, expect, test, vi } from "vitest";
import { withFields } from "../form-values";

afterEach(() => vi.restoreAllMocks());

const warnings = () => vi.spyOn(console, "warn").mockImplementation(() => {});

describe("the payload of an action inside a form", () => {
  test("gets the form's values by name", () => {
    const fields = [{ name: "choice", value: "a" }];
    expect(withFields({ attempt: "t1" }, fields)).toEqual({ attempt: "t1", choice: "a" });
    expect(withFields(undefined, fields)).toEqual({ choice: "a" });
  });

  test("nests dotted names, with unticked boxes as false", () => {
    const fields = [
      { name: "choice.a", value: true },
      { name: "choice.b", value: false },
      { name: "note", value: "" },
    ];
    expect(withFields(null, fields)).toEqual({ choice: { a: true, b: false }, note: "" });
  });

  test("keeps what it said already, and warns", () => {
    const warn = warnings();
    const payload = { choice: "fixed", todo: { title: "fixed" } };
    const fields = [
      { name: "choice", value: "typed" },
      { name: "todo.title", value: "typed" },
      { name: "todo.done", value: true },
    ];
    const result = withFields(payload, fields);
    expect(result).toEqual({ choice: "fixed", todo: { title: "fixed", done: true } });
    expect(warn).toHaveBeenCalledTimes(2);
    expect(payload).toEqual({ choice: "fixed", todo: { title: "fixed" } });
  });

  test("takes the first of a name and a path through it", () => {
    const warn = warnings();
    const fields = [
      { name: "a", value: "scalar" },
      { name: "a.b", value: "nested" },
    ];
    expect(withFields({}, fields)).toEqual({ a: "scalar" });
    expect(warn).toHaveBeenCalledOnce();
  });

  test.each(["__proto__", "__proto__.polluted", "a.constructor.prototype.polluted", "a..b", ""])(
    "refuses the name %j",
    (name) => {
      warnings();
      const result = withFields({}, [{ name, value: "x" }]);
      expect(result).toEqual({});
      expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    },
  );
});
