import type { Sent } from "../stage";
import { acting, type Checks, pressing, to } from "./check";

const red = "#ff0000";
const blue = "#0000ff";

const inCard = (node: object): Sent => ({ type: "Card", children: [node] });
const boxWith = (prop: string) => (shape: object) =>
  inCard({ type: "Box", [prop]: shape, children: [] });
const cardWith =
  (prop: string) =>
  (shape: object): Sent => ({
    type: "Card",
    [prop]: shape,
    children: [{ type: "Text", value: "Words" }],
  });

const DATA = [
  { day: "Mon", right: 3, wrong: 1 },
  { day: "Tue", right: 5, wrong: 2 },
  { day: "Wed", right: 1, wrong: 4 },
];
const chartWith = (shape: object) =>
  inCard({
    type: "Chart",
    data: DATA,
    xAxis: "day",
    series: [{ type: "bar", dataKey: "wrong", stack: "s" }, shape],
  });

const series = { label: to("Correct"), dataKey: to("wrong"), color: to(red) };
const sides = { top: to(4), right: to(4), bottom: to(4), left: to(4), x: to(4), y: to(4) };

const submitted = pressing(".ck-card-actions button");

const inForm = (node: object): Sent => ({
  type: "Card",
  asForm: true,
  confirm: { label: "Send", action: { type: "send" } },
  children: [node],
});

/** The parts of properties, under the names that the Python SDK has for them. */
export const shapeChecks: Record<string, Checks<string> & { around(shape: object): Sent }> = {
  ThemeColor: {
    base: { light: red, dark: red },
    around: (color) => chartWith({ type: "line", dataKey: "right", color }),
    props: { light: to(blue), dark: to(blue) },
  },
  Spacing: { base: {}, around: boxWith("padding"), props: sides },
  Border: {
    base: { size: 2 },
    around: boxWith("border"),
    props: { size: to(4), color: to(red), style: to("dashed") },
  },
  Borders: { base: {}, around: boxWith("border"), props: sides },
  EditableProps: {
    base: { name: "words" },
    around: (editable) => inForm({ type: "Text", value: "Words", editable }),
    props: {
      name: to("other"),
      autoFocus: to(true),
      autoSelect: acting(true, async (stage) => stage.find("input").focus()),
      autoComplete: to("name"),
      allowAutofillExtensions: to(true),
      pattern: acting("\\d+", submitted),
      placeholder: to("Write here"),
      required: to(true),
    },
  },
  WidgetStatusWithFavicon: {
    base: { text: "Status", favicon: "/icon.png" },
    around: cardWith("status"),
    props: { text: to("Other"), favicon: to("/other.png"), frame: to(true) },
  },
  WidgetStatusWithIcon: {
    base: { text: "Status" },
    around: cardWith("status"),
    props: { text: to("Other"), icon: to("check") },
  },
  CardAction: {
    base: { label: "Yes", action: { type: "yes" } },
    around: cardWith("confirm"),
    props: { label: to("Sure"), action: acting({ type: "sure" }, submitted) },
  },
  ActionConfig: {
    base: { type: "do", streaming: true },
    around: (onClickAction) => inCard({ type: "Button", label: "Go", onClickAction }),
    props: {
      type: acting("do.other", pressing("button")),
      payload: acting({ question: 3 }, pressing("button")),
      handler: acting("client", pressing("button")),
      loadingBehavior: acting("container", pressing("button")),
      streaming: acting(false, pressing("button")),
    },
  },
  SelectOption: {
    base: { label: "Lima", value: "a" },
    around: (option) =>
      inForm({ type: "Select", name: "city", options: [option], searchable: true }),
    props: {
      label: acting("Cusco", pressing("button")),
      value: acting("b", pressing("button")),
      disabled: acting(true, pressing("button")),
      description: acting("The capital", pressing("button")),
    },
  },
  RadioOption: {
    base: { label: "Lima", value: "a" },
    around: (option) => inForm({ type: "RadioGroup", name: "city", options: [option] }),
    props: { label: to("Cusco"), value: to("b"), disabled: to(true) },
  },
  XAxisConfig: {
    base: { dataKey: "day" },
    around: (xAxis) =>
      inCard({ type: "Chart", data: DATA, xAxis, series: [{ type: "bar", dataKey: "right" }] }),
    props: { dataKey: to("wrong"), hide: to(true), labels: to({ Mon: "Monday" }) },
  },
  BarSeries: {
    base: { type: "bar", dataKey: "right", label: "Right" },
    around: chartWith,
    props: { ...series, stack: to("s") },
  },
  AreaSeries: {
    base: { type: "area", dataKey: "right", label: "Right" },
    around: (shape) =>
      inCard({
        type: "Chart",
        data: DATA,
        xAxis: "day",
        series: [{ type: "area", dataKey: "wrong", stack: "s" }, shape],
      }),
    props: { ...series, stack: to("s"), curveType: to("natural") },
  },
  LineSeries: {
    base: { type: "line", dataKey: "right", label: "Right" },
    around: chartWith,
    props: { ...series, curveType: to("step") },
  },
};
