import { type Child, caption, inCard, sample, text, type WidgetSample } from "./sample";

const tile = (label: string, more: object = {}): Child => ({
  type: "Box",
  padding: 2,
  radius: "sm",
  background: "surface-tertiary",
  children: [caption(label)],
  ...more,
});

const tiles = [tile("One"), tile("Two"), tile("Three")];

const justified = (["start", "center", "end", "between", "around", "evenly"] as const).map(
  (justify): Child => ({
    type: "Box",
    direction: "row",
    justify,
    gap: 1,
    padding: 1,
    border: 1,
    radius: "xs",
    children: [tile(justify), tile("b")],
  }),
);

const aligned = (["start", "center", "end", "baseline", "stretch"] as const).map(
  (align): Child => ({
    type: "Row",
    align,
    gap: 2,
    height: 64,
    children: [tile(align), { type: "Title", value: "Aa", size: "lg" }, tile("last")],
  }),
);

const sides: Child = {
  type: "Box",
  padding: { x: 4, top: 2, bottom: "1rem" },
  margin: { left: 4, y: 2 },
  border: {
    left: { size: 4, color: "blue-500" },
    bottom: { size: 2, color: "strong", style: "dashed" },
  },
  background: { light: "#fff7e0", dark: "#3a2f10" },
  children: [text("Sides follow the reading direction.")],
};

const sized: Child = {
  type: "Row",
  wrap: "wrap",
  gap: 2,
  children: [
    tile("48 × 48", { size: 48, padding: 0 }),
    tile("at least 120", { minWidth: 120 }),
    tile("a third", { width: "30%" }),
    tile("2 : 1", { width: 120, aspectRatio: "2 / 1" }),
    tile("the rest", { flex: 1, minWidth: 80 }),
  ],
};

const radii: Child = {
  type: "Row",
  wrap: "wrap",
  gap: 2,
  children: (
    ["none", "2xs", "xs", "sm", "md", "lg", "xl", "2xl", "3xl", "4xl", "full", "100%"] as const
  ).map((radius) => tile(radius, { radius, padding: { x: 3, y: 2 } })),
};

const backgrounds: Child = {
  type: "Col",
  gap: 1,
  children: [
    "surface",
    "surface-secondary",
    "surface-tertiary",
    "surface-elevated",
    "green-100",
    "linear-gradient(90deg, #dbe4ff, #ffe3ec)",
  ].map((background) => tile(background, { background, border: 1 })),
};

const scrolling: Child = {
  type: "Box",
  scrollable: true,
  maxHeight: 96,
  border: 1,
  radius: "sm",
  padding: 2,
  children: Array.from({ length: 8 }, (_, index) => text(`Line ${index + 1} of eight`)),
};

export const layoutSamples: readonly WidgetSample[] = [
  inCard("box-justify", "Box: distribution along its direction", ...justified),
  inCard("row-align", "Row: alignment across it", ...aligned),
  inCard("box-sides", "Box: padding, margin and borders by side", sides),
  inCard("box-sizes", "Box: sizes and flex", sized, radii),
  inCard("box-backgrounds", "Box: backgrounds", backgrounds),
  inCard("box-scrollable", "Box: content that scrolls", scrolling),
  inCard(
    "row-and-col",
    "Row, Col, Spacer and Divider",
    {
      type: "Row",
      gap: 3,
      children: [
        { type: "Col", gap: 1, children: [text("Left"), caption("a column")] },
        { type: "Spacer", minSize: 24 },
        { type: "Col", gap: 1, children: [text("Right"), caption("pushed apart")] },
      ],
    },
    { type: "Divider" },
    { type: "Row", gap: 3, children: [tile("a"), { type: "Divider" }, tile("b")] },
    { type: "Divider", flush: true },
    { type: "Divider", color: "red-500", size: 3, spacing: 2 },
    { type: "Row", wrap: "wrap", gap: 2, children: tiles },
  ),
  sample("basic-row", "Basic: a root without a frame, in a row", {
    type: "Basic",
    direction: "row",
    gap: 3,
    padding: 2,
    align: "center",
    justify: "between",
    children: [
      text("Basic has no frame of its own."),
      { type: "Button", label: "Go on", onClickAction: { type: "demo.go" } },
    ],
  }),
  sample("basic-dark", "Basic: roots inside a root, forced dark", {
    type: "Basic",
    theme: "dark",
    padding: 3,
    children: [
      text("Dark on every page"),
      { type: "Card", size: "sm", children: [text("A card inside of it")] },
    ],
  }),
  inCard("transition-text", "Transition: its child changes smoothly", {
    type: "Transition",
    children: { type: "Text", value: "This text fades when it is replaced.", key: "first" },
  }),
];
