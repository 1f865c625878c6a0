import type { CurveType, Series } from "../chart/types";
import { type Child, caption, inCard, text, type WidgetSample } from "./sample";

const WEEK = [
  { day: "Mon", right: 12, wrong: 4, time: 31 },
  { day: "Tue", right: 18, wrong: 6, time: 42 },
  { day: "Wed", right: 9, wrong: 9, time: 38 },
  { day: "Thu", right: 24, wrong: 3, time: 55 },
  { day: "Fri", right: 21, wrong: 5, time: 47 },
];

const RIGHT = { dataKey: "right", label: "Right" };
const WRONG = { dataKey: "wrong", label: "Wrong" };

function chart(series: readonly Series[], more: object = {}): Child {
  return { type: "Chart", data: WEEK, xAxis: "day", series, height: 220, ...more };
}

const CURVES: readonly CurveType[] = ["linear", "natural", "monotone", "step", "basis", "bump"];

const curves = CURVES.flatMap((curveType): Child[] => [
  caption(curveType),
  {
    type: "Chart",
    data: WEEK,
    xAxis: { dataKey: "day", hide: true },
    showLegend: false,
    height: 80,
    series: [{ type: "line", dataKey: "right", label: "Right", curveType }],
  },
]);

type Row = Extract<Child, { type: "Table.Row" }>;
type Cell = Extract<Child, { type: "Table.Cell" }>;

const cell = (value: string, more: Partial<Cell> = {}): Cell => ({
  type: "Table.Cell",
  children: [text(value)],
  ...more,
});
const row = (children: readonly Cell[], more: Partial<Row> = {}): Row => ({
  type: "Table.Row",
  children,
  ...more,
});

const results: Child = {
  type: "Table",
  children: [
    row([cell("Learner"), cell("Mark", { align: "end" }), cell("Remark", { colSize: "lg" })], {
      header: true,
    }),
    row([cell("Ada"), cell("9.5", { align: "end" }), cell("very good")]),
    row([cell("Grace"), cell("10", { align: "end" }), cell("complete")]),
    row([cell("Linus"), cell("4", { align: "end" }), cell("should try again")]),
  ],
};

const spans: Child = {
  type: "Table",
  children: [
    row(
      [
        cell("Week", { rowSpan: 2, vAlign: "center" }),
        cell("Answers", { colSpan: 2, align: "center" }),
      ],
      {
        header: true,
      },
    ),
    row([cell("right", { width: 90 }), cell("wrong", { width: "30%" })], { header: true }),
    row([cell("47"), cell("84", { padding: { x: 6, y: 4 } }), cell("27", { vAlign: "end" })]),
  ],
};

export const dataSamples: readonly WidgetSample[] = [
  inCard(
    "chart-bar",
    "Chart: bars, side by side",
    chart(
      [
        { type: "bar", ...RIGHT },
        { type: "bar", ...WRONG, color: "red" },
      ],
      { showYAxis: true },
    ),
  ),
  inCard(
    "chart-stacked",
    "Chart: stacked bars with a line",
    chart(
      [
        { type: "bar", ...RIGHT, stack: "answers", color: "green" },
        { type: "bar", ...WRONG, stack: "answers", color: "orange" },
        { type: "line", dataKey: "time", label: "Minutes", curveType: "monotone" },
      ],
      { showYAxis: true, barCategoryGap: 24 },
    ),
  ),
  inCard(
    "chart-area",
    "Chart: stacked areas",
    chart(
      [
        { type: "area", ...RIGHT, stack: "answers", curveType: "natural" },
        { type: "area", ...WRONG, stack: "answers", curveType: "natural", color: "pink" },
      ],
      { xAxis: { dataKey: "day", labels: { Mon: "Monday", Fri: "Friday" } } },
    ),
  ),
  inCard("chart-curves", "Chart: curves", ...curves),
  inCard("table-results", "Table", results),
  inCard("table-spans", "Table: spans, widths and alignment", spans),
];
