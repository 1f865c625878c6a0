import { describe, expect, test } from "vitest";
import { layoutOf } from "../layout";
import { chartModel } from "../model";
import type { ChartNode, Series } from "../types";

const node = (data: unknown, series: unknown[], more: object = {}) =>
  ({ type: "Chart", xAxis: "day", data, series, ...more }) as ChartNode;

const bar = (dataKey: string, stack?: string): Series => ({
  type: "bar",
  dataKey,
  ...(stack && { stack }),
});

const spans = (chart: ChartNode) => chartModel(chart).series.map((one) => one.spans);

describe("stacks", () => {
  test("pile up what has the same name and kind", () => {
    const data = [{ a: 1, b: 2, c: 4 }];
    expect(spans(node(data, [bar("a", "s"), bar("b", "s"), bar("c")]))).toEqual([
      [[0, 1]],
      [[1, 3]],
      [[0, 4]],
    ]);
    const area = { type: "area", dataKey: "b", stack: "s" };
    expect(spans(node(data, [bar("a", "s"), area]))).toEqual([[[0, 1]], [[0, 2]]]);
  });

  test("put what is below zero below it", () => {
    const data = [{ a: 3, b: -2, c: -1 }];
    expect(spans(node(data, [bar("a", "s"), bar("b", "s"), bar("c", "s")]))).toEqual([
      [[0, 3]],
      [[-2, 0]],
      [[-3, -2]],
    ]);
  });
});

describe("what comes from outside", () => {
  test("may be numbers as text; what is no number is a gap", () => {
    const data = [{ a: "12.5" }, { a: "" }, { a: "x" }, {}, { a: null }, { a: 3 }];
    expect(spans(node(data, [bar("a")]))).toEqual([
      [[0, 12.5], undefined, undefined, undefined, undefined, [0, 3]],
    ]);
  });

  test.each([
    ["no data", node(undefined, [bar("a")])],
    ["rows that are none", node([null, 3, "x"], [bar("a")])],
    ["no series", node([{ a: 1 }], undefined as unknown as unknown[])],
    [
      "series that are none",
      node([{ a: 1 }], [null, { type: "pie", dataKey: "a" }, { type: "bar" }]),
    ],
    ["no axis", { ...node([{ a: 1 }], [bar("a")]), xAxis: null } as unknown as ChartNode],
  ])("may be %s", (_what, chart) => {
    const model = chartModel(chart);
    const layout = layoutOf(model, chart, { width: 300, height: 200 }, String);
    expect(Number.isFinite(layout.band)).toBe(true);
  });

  test("labels of the axis are looked up, but nothing inherited", () => {
    const data = [{ day: "Mon" }, { day: "toString" }];
    const xAxis = { dataKey: "day", labels: { Mon: "Monday" } };
    expect(chartModel(node(data, [], { xAxis })).categories).toEqual(["Monday", "toString"]);
  });
});

describe("the layout", () => {
  const data = [
    { a: 1, b: 2 },
    { a: 3, b: 4 },
  ];
  const size = { width: 216, height: 200 };
  const layout = (series: unknown[], more: object = {}) => {
    const chart = node(data, series, more);
    return layoutOf(chartModel(chart), chart, size, String);
  };

  test("gives each stack a slot, beside each other around the middle", () => {
    const { slots } = layout([bar("a"), bar("b")], { barGap: 10, barCategoryGap: 50 });
    expect([...slots.values()]).toEqual([
      { offset: -25, width: 20 },
      { offset: 5, width: 20 },
    ]);
    expect(layout([bar("a", "s"), bar("b", "s")]).slots.size).toBe(1);
  });

  test("puts lines from edge to edge, bars in the middle of their category", () => {
    const lines = layout([{ type: "line", dataKey: "a" }]);
    expect([lines.x(0), lines.x(1)]).toEqual([lines.left, lines.right]);
    const bars = layout([bar("a")]);
    expect(bars.x(0)).toBe(bars.left + 50);
  });
});

test("colours are those asked for, and otherwise none that another series asks for", () => {
  const all = [bar("a"), { ...bar("b"), color: "blue" }, bar("c")];
  const [first, second, third] = chartModel(node([], all)).series.map(({ color }) => color);
  expect(new Set([first, second, third]).size).toBe(3);
  expect(second).toContain("#2f6fde");
});
