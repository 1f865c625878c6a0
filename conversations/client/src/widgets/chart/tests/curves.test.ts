import { describe, expect, test } from "vitest";
import { areaPath, linePath, type Point } from "../curves";
import type { CurveType } from "../types";

const points: Point[] = [
  [0, 10],
  [10, 30],
  [20, 20],
  [30, 40],
];

const ALL: CurveType[] = [
  "basis",
  "basisClosed",
  "basisOpen",
  "bump",
  "bumpX",
  "bumpY",
  "linear",
  "linearClosed",
  "monotone",
  "monotoneX",
  "monotoneY",
  "natural",
  "step",
  "stepAfter",
  "stepBefore",
];

/** Where each command of a path ends. */
function ends(path: string): Point[] {
  const commands = path.match(/[MLC][^MLCZ]+/g) ?? [];
  return commands.map((command) => {
    const numbers = command.slice(1).split(/[ ,]/).map(Number);
    return numbers.slice(-2) as unknown as Point;
  });
}

/** Those that go through every point. */
const THROUGH = ALL.filter((type) => !type.startsWith("basis"));

test.each(THROUGH)("the curve %s goes through every point", (type) => {
  const passed = ends(linePath(points, type)).map(String);
  for (const point of points) expect(passed).toContain(String(point));
});

test("a B-spline begins and ends with its points, an open one does not", () => {
  const [whole, open] = [ends(linePath(points, "basis")), ends(linePath(points, "basisOpen"))];
  expect([whole[0], whole.at(-1)]).toEqual([points[0], points.at(-1)]);
  expect(open[0]).toEqual([10, 25]);
  expect(open.at(-1)).toEqual([20, 25]);
});

test("closed curves come back to where they began", () => {
  expect(linePath(points, "linearClosed")).toBe("M0,10L10,30L20,20L30,40Z");
  const spline = ends(linePath(points, "basisClosed"));
  expect(spline.at(-1)).toEqual(spline[0]);
});

test("steps are level, and change before, after or half-way", () => {
  const two = points.slice(0, 2);
  expect(linePath(two, "step")).toBe("M0,10L5,10L5,30L10,30");
  expect(linePath(two, "stepBefore")).toBe("M0,10L0,30L10,30");
  expect(linePath(two, "stepAfter")).toBe("M0,10L10,10L10,30");
});

/** The highest and the lowest y that a path's control points have. */
function reach(path: string): [number, number] {
  const ys = [...path.matchAll(/[\d.-]+,([\d.-]+)/g)].map(([, y]) => Number(y));
  return [Math.min(...ys), Math.max(...ys)];
}

test("a monotone curve never goes beyond its points, a natural one may", () => {
  expect(reach(linePath(points, "monotone"))).toEqual([10, 40]);
  expect(reach(linePath(points, "natural"))[1]).toBeGreaterThan(30);
  expect(linePath(points, "natural")).not.toBe(linePath(points, "monotone"));
});

test("a monotone curve that turns steep does not swing back before", () => {
  const steep: Point[] = [
    [0, 0],
    [10, 1],
    [20, 100],
  ];
  expect(reach(linePath(steep, "monotone"))).toEqual([0, 100]);
});

test("a natural curve through points on a line is that line", () => {
  const straight: Point[] = [
    [0, 0],
    [3, 3],
    [6, 6],
    [9, 9],
  ];
  expect(linePath(straight, "natural")).toBe("M0,0C1,1 2,2 3,3C4,4 5,5 6,6C7,7 8,8 9,9");
});

describe.each(ALL)("%s", (type) => {
  test.each([1, 2, 3])("of %i points has no number that is none", (count) => {
    const some = points.slice(0, count);
    expect(linePath(some, type)).not.toMatch(/NaN|undefined/);
    const ground = some.map(([x]): Point => [x, 0]);
    const area = areaPath(some, ground, type);
    expect(area).not.toMatch(/NaN|undefined/);
    expect(area.endsWith("Z")).toBe(true);
  });
});

test("a curve that nobody knows is a line", () => {
  expect(linePath(points, "toString" as CurveType)).toBe(linePath(points, "linear"));
});
