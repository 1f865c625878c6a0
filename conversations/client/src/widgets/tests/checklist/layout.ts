import type { Sent } from "../stage";
import { acting, type Checklist, pressing, text, to } from "./check";

const red = "#ff0000";
const action = { type: "do" };

const block = {
  height: to(50),
  width: to("50%"),
  size: to(50),
  minHeight: to(50),
  minWidth: to(50),
  minSize: to(50),
  maxHeight: to(50),
  maxWidth: to(50),
  maxSize: to(50),
  aspectRatio: to("2 / 1"),
};

const box = {
  ...block,
  radius: to("full"),
  margin: to(2),
  align: to("center"),
  justify: to("between"),
  wrap: to("wrap"),
  flex: to(1),
  gap: to(3),
  padding: to(3),
  border: to(1),
  background: to(red),
  scrollable: to(true),
};

const children = [text("One"), text("Two")];
const row = { type: "ListViewItem", children: [text("Row")] };
const inList = (node: Sent): Sent => ({ type: "ListView", children: [node] });
const inTable = (node: Sent): Sent => ({
  type: "Card",
  children: [{ type: "Table", children: [node] }],
});
const inRow = (node: Sent): Sent => inTable({ type: "Table.Row", children: [node] });

export const layoutChecks: Checklist<
  | "Basic"
  | "Box"
  | "Card"
  | "Chart"
  | "Col"
  | "Divider"
  | "Form"
  | "Image"
  | "ListView"
  | "ListViewItem"
  | "Row"
  | "Spacer"
  | "Table"
  | "Table.Cell"
  | "Table.Row"
  | "Transition"
> = {
  Basic: {
    base: { children },
    around: (node) => node,
    props: {
      theme: to("dark"),
      direction: to("row"),
      gap: to(3),
      padding: to(3),
      align: to("center"),
      justify: to("between"),
    },
  },
  Box: { base: { children }, props: { ...box, direction: to("row") } },
  Row: { base: { children }, props: box },
  Col: { base: { children }, props: box },
  Form: {
    base: { children: [{ type: "Button", label: "Go", submit: true }] },
    props: { ...box, direction: to("row"), onSubmitAction: acting(action, pressing("button")) },
  },
  Card: {
    base: { children },
    around: (node) => node,
    props: {
      asForm: to(true),
      background: to(red),
      border: to(2),
      size: to("lg"),
      padding: to(8),
      status: to({ text: "Status" }),
      collapsed: to(true),
      confirm: to({ label: "Yes", action }),
      cancel: to({ label: "No", action }),
      theme: to("dark"),
    },
  },
  ListView: {
    base: { children: [row, row, row] },
    around: (node) => node,
    props: { limit: to(1), status: to({ text: "Status" }), theme: to("dark") },
  },
  ListViewItem: {
    base: { children },
    around: inList,
    props: {
      onClickAction: acting(action, async (stage) => {
        const button = stage.host.querySelector("button");
        if (button) await stage.press(button);
      }),
      gap: to(5),
      align: to("start"),
    },
  },
  Spacer: { base: {}, props: { minSize: to(40) } },
  Divider: {
    base: {},
    props: { color: to(red), size: to(4), spacing: to(5), flush: to(true) },
  },
  Transition: { base: { children: text("One") }, props: {} },
  Table: { base: { children: [{ type: "Table.Row", children: [] }] }, props: {} },
  "Table.Row": {
    base: { children: [{ type: "Table.Cell", children }] },
    around: inTable,
    props: { header: to(true) },
  },
  "Table.Cell": {
    base: { children },
    around: inRow,
    props: {
      width: to(90),
      padding: to({ x: 4 }),
      colSpan: to(2),
      rowSpan: to(2),
      align: to("end"),
      vAlign: to("center"),
      colSize: to("lg"),
    },
  },
  Image: {
    base: { src: "/picture.png", alt: "A cell" },
    props: {
      ...block,
      src: to("/other.png"),
      alt: to("A leaf"),
      frame: to(true),
      fit: to("cover"),
      position: to("top left"),
      flush: to(true),
      radius: to("full"),
      margin: to(2),
      background: to(red),
      flex: to(1),
    },
  },
  Chart: {
    base: {
      data: [
        { day: "Mon", right: 3, wrong: 1 },
        { day: "Tue", right: 5, wrong: 2 },
      ],
      xAxis: "day",
      series: [
        { type: "bar", dataKey: "right", label: "Right" },
        { type: "bar", dataKey: "wrong", label: "Wrong" },
      ],
    },
    props: {
      ...block,
      data: to([{ day: "Wed", right: 1, wrong: 9 }]),
      series: to([{ type: "line", dataKey: "right", label: "Right" }]),
      xAxis: to("right"),
      showYAxis: to(true),
      showLegend: to(false),
      showTooltip: to(false),
      barGap: to(20),
      barCategoryGap: to(120),
      flex: to(1),
    },
  },
};
