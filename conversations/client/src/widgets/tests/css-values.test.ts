import { describe, expect, test } from "vitest";
import "../looks";
import { background, flex, length, space, textColor } from "../css-values";
import { block, box, spacing } from "../style";

describe("a background", () => {
  test.each([
    ["surface", "var(--ck-surface)"],
    ["#fff8e1", "#fff8e1"],
    ["rgb(0 0 0 / 50%)", "rgb(0 0 0 / 50%)"],
    [
      "linear-gradient(90deg, #fff, rgb(1,2,3) 50%)",
      "linear-gradient(90deg, #fff, rgb(1,2,3) 50%)",
    ],
  ])("%s is kept", (value, css) => expect(background(value)).toBe(css));

  test.each([
    "url(https://evil.example/x)",
    "URL(//evil.example)",
    "linear-gradient(red, url(x))",
    "image-set('x' 1x)",
    "cross-fade(red, blue)",
    "var(--secret)",
    "red; background: url(x)",
    "linear-gradient(red, blue), u\\72l(x)",
    "expression(alert(1))",
    "constructor-100",
    "linear-gradient(red,blue)/*",
    `#fff${" ".repeat(600)}url(`,
    "rgb(0 0 0 /* hidden */)",
    `rgb(${"0 ".repeat(300)})`,
  ])("%s is dropped", (value) => expect(background(value)).toBeUndefined());

  test("may differ between light and dark, both checked", () => {
    expect(background({ light: "#fff", dark: "surface" })).toBe(
      "light-dark(#fff, var(--ck-surface))",
    );
    expect(background({ light: "#fff", dark: "url(x)" })).toBeUndefined();
    expect(background(null)).toBeUndefined();
  });
});

describe("other values", () => {
  test("text colours have tokens and primitives", () => {
    expect(textColor("danger")).toBe("var(--ck-danger)");
    expect(textColor("red-500")).toMatch(/^oklch\(0\.590 [\d.]+ 25\)$/);
    expect(textColor("toString")).toBe("toString");
  });

  test("a primitive is turned round in the dark, unless it was chosen for it", () => {
    const light = "oklch(0.902 0.066 255)";
    const dark = "oklch(0.278 0.121 255)";
    expect(textColor("blue-100")).toBe(`light-dark(${light}, ${dark})`);
    expect(textColor("blue-900")).toBe(`light-dark(${dark}, ${light})`);
    expect(textColor({ light: "blue-900", dark: "blue-100" })).toBe(
      `light-dark(${dark}, ${light})`,
    );
    expect(textColor({ light: "blue-100", dark: "blue-100" })).toBe(
      `light-dark(${light}, ${light})`,
    );
  });

  test("numbers are pixels for sizes and units for spaces", () => {
    expect(length(40)).toBe("40px");
    expect(space(2)).toBe("calc(var(--ck-space) * 2)");
    expect(space("0.5rem")).toBe("0.5rem");
  });

  test.each(["expression(1)", "1px;", "attr(x)", "env(x)", Number.NaN, {}, "calc(1px + url(x))"])(
    "%s is no length",
    (value) => expect(length(value)).toBeUndefined(),
  );

  test("flex takes numbers and short strings", () => {
    expect(flex(1)).toBe("1");
    expect(flex("1 1 auto")).toBe("1 1 auto");
    expect(flex("url(x)")).toBeUndefined();
  });

  test("sides follow the reading direction", () => {
    expect(spacing("padding", { x: 2, top: "1px" })).toEqual({
      paddingBlockStart: "1px",
      paddingInlineStart: "calc(var(--ck-space) * 2)",
      paddingInlineEnd: "calc(var(--ck-space) * 2)",
    });
    const bottom = { size: 2, color: "strong", style: "dashed" } as const;
    expect(block({ border: { bottom } })).toEqual({
      borderBlockEnd: "2px dashed var(--ck-border-strong)",
    });
  });

  test("absent properties leave the stylesheet alone", () => {
    expect(box({})).toEqual({});
    expect(box({ align: "start", gap: 0 })).toEqual({ alignItems: "flex-start", gap: "0px" });
  });
});
