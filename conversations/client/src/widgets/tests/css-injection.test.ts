import { describe, expect, test } from "vitest";
import { seriesColors } from "../chart/colors";
import type { Series } from "../chart/types";
import "../looks";
import { block, box, spacing } from "../style";
import { textStyle } from "../text-style";

/** What would load something, leave the property, or read what is not the widget's. */
const PAYLOADS = [
  "url(https://evil.example/x)",
  "url('//evil.example')",
  'url("javascript:alert(1)")',
  "URL(x)",
  "u\\72l(x)",
  "u/**/rl(x)",
  "src(x)",
  "image(x)",
  "image-set('x' 1x)",
  "-webkit-image-set(url(x) 1x)",
  "cross-fade(url(x), red)",
  "element(#secret)",
  "paint(worklet)",
  "var(--ck-accent)",
  "env(safe-area-inset-top)",
  "attr(data-secret)",
  "expression(alert(1))",
  "if(style(--x), red, blue)",
  "red; background: url(x)",
  "red } * { background: url(x)",
  "red !important",
  "1px; position: fixed",
  "1px\n;top:0",
  "@import 'x'",
  "<style>",
  "'\"><img src=x onerror=alert(1)>",
  "inherit; color: red",
  "\u0000red",
  "red\\",
];

/** A payload where a value is allowed, and inside of what is allowed there. */
const PLACES = [
  (payload: string) => payload,
  (payload: string) => ` ${payload} `,
  (payload: string) => payload.toUpperCase(),
  (payload: string) => `calc(1px + ${payload})`,
  (payload: string) => `rgb(0 0 0 / ${payload})`,
  (payload: string) => `linear-gradient(red, ${payload})`,
  (payload: string) => `1px ${payload}`,
  (payload: string) => `red, ${payload}`,
  (payload: string) => `#fff${payload}`,
  (payload: string) => `red-500 ${payload}`,
];

/** Everything in a node that becomes CSS, with this in its place. */
function styles(value: unknown): object[] {
  const anything = value as never;
  const sides = { top: anything, right: anything, bottom: anything, left: anything };
  const line = { size: anything, color: anything, style: anything };
  const sizes = {
    height: anything,
    width: anything,
    minHeight: anything,
    minWidth: anything,
    maxHeight: anything,
    maxWidth: anything,
    aspectRatio: anything,
    radius: anything,
  };
  const words = { align: anything, justify: anything, wrap: anything, direction: anything };
  return [
    block(sizes),
    block({ size: anything, minSize: anything, maxSize: anything }),
    box({ ...words, flex: anything, gap: anything, background: anything }),
    box({ background: { light: anything, dark: anything } }),
    spacing("padding", anything),
    spacing("margin", sides),
    block({ border: line }),
    block({ border: { size: 1, color: anything, style: anything } }),
    block({ border: { top: line, x: anything } }),
    textStyle({ color: anything, weight: anything, textAlign: anything, width: anything }),
    textStyle({ maxLines: anything, minLines: anything }),
    { colors: seriesColors([{ type: "bar", dataKey: "a", color: anything } as Series]) },
  ];
}

const ALLOWED =
  /^(-?[\d.]+(px|%|lh|rem|em)?|calc\(var\(--ck-space\) \* [\d.-]+\)|#[\da-f]{3,8}|[a-z-]+|[\d.]+px [a-z]+ var\(--ck-border\)|light-dark\(#[\da-f]+, #[\da-f]+\))$/i;

const probes = PLACES.flatMap((place) => PAYLOADS.map(place));

describe("what a server writes into a style", () => {
  test(`is dropped in ${probes.length} hostile forms, in each property`, () => {
    const passed = probes.flatMap((probe) =>
      styles(probe)
        .flatMap((style) => Object.values(style).flat())
        .filter((css) => !ALLOWED.test(String(css)))
        .map((css) => `${probe} -> ${css}`),
    );
    expect(passed).toEqual([]);
  });

  const strange: readonly [string, unknown][] = [
    ["null", null],
    ["no number", Number.NaN],
    ["infinite", Number.POSITIVE_INFINITY],
    ["an object", {}],
    ["a list", ["url(x)"]],
    ["true", true],
    ["no text", { toString: null }],
  ];

  test.each(strange)("may be %s", (_what, value) => {
    const css = styles(value).flatMap((style) => Object.values(style).flat().map(String));
    expect(css.filter((one) => /NaN|Infinity|object|url/.test(one))).toEqual([]);
  });

  test("may be an object that tries to be read as something else", () => {
    const trap = { toString: () => "url(x)", light: { toString: () => "url(x)" }, dark: "red" };
    const css = styles(trap).flatMap((style) => Object.values(style).flat().map(String));
    expect(css.join()).not.toContain("url");
  });
});
