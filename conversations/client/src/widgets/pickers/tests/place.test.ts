import { expect, test } from "vitest";
import { type Align, placed, type Side } from "../place";

const anchor = { left: 300, top: 200, width: 100, height: 40 };
const panel = { width: 160, height: 120 };
const view = { width: 800, height: 600 };
const at = (side: Side, align: Align, more: { rtl?: boolean; anchor?: typeof anchor } = {}) =>
  placed(more.anchor ?? anchor, panel, view, { side, align, rtl: more.rtl ?? false });

test.each<[Side, Align, number, number]>([
  ["bottom", "start", 300, 246],
  ["bottom", "center", 270, 246],
  ["bottom", "end", 240, 246],
  ["top", "start", 300, 74],
  ["right", "start", 406, 200],
  ["left", "center", 134, 160],
])("on the %s at the %s it stands beside its anchor", (side, align, left, top) => {
  expect(at(side, align)).toEqual({ left, top });
});

test("from right to left, start is on the right and left is right", () => {
  expect(at("bottom", "start", { rtl: true })).toEqual(at("bottom", "end"));
  expect(at("left", "start", { rtl: true })).toEqual(at("right", "start"));
});

test("it changes sides where it has no room, but not for even less", () => {
  const low = { ...anchor, top: 520 };
  expect(at("bottom", "start", { anchor: low }).top).toBe(520 - 120 - 6);
  const high = { ...anchor, top: 20 };
  expect(at("top", "start", { anchor: high }).top).toBe(66);
});

test("it stays within the window", () => {
  expect(at("bottom", "start", { anchor: { ...anchor, left: 760 } }).left).toBe(800 - 160 - 8);
  expect(at("bottom", "end", { anchor: { ...anchor, left: -40 } }).left).toBe(8);
});
