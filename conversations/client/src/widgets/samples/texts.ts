import { type Child, inCard, type WidgetSample } from "./sample";

const LONG =
  "A sentence that is much longer than the place it has, so that it is cut off where the place ends or goes on in the next line.";

const titles = (["sm", "md", "lg", "xl", "2xl", "3xl", "4xl", "5xl"] as const).map(
  (size): Child => ({ type: "Title", size, value: `Title ${size}` }),
);

const texts: Child[] = [
  ...(["xs", "sm", "md", "lg", "xl"] as const).map(
    (size): Child => ({ type: "Text", size, value: `Text ${size}` }),
  ),
  ...(["normal", "medium", "semibold", "bold"] as const).map(
    (weight): Child => ({ type: "Text", weight, value: weight }),
  ),
  { type: "Text", italic: true, value: "Italic" },
  { type: "Text", lineThrough: true, value: "Struck through" },
  { type: "Text", textAlign: "end", value: "At the end" },
  { type: "Text", truncate: true, value: LONG },
  { type: "Text", maxLines: 2, width: 220, value: LONG },
  { type: "Text", minLines: 3, value: "Three lines are kept free for this." },
];

const COLORS = [
  "prose",
  "primary",
  "emphasis",
  "secondary",
  "tertiary",
  "success",
  "warning",
  "danger",
  "blue-600",
];

const colors = COLORS.map((color): Child => ({ type: "Text", value: color, color }));

export const textSamples: readonly WidgetSample[] = [
  inCard("title-sizes", "Title: sizes", ...titles),
  inCard("text-styles", "Text: sizes, weights and lines", ...texts),
  inCard("text-colors", "Text: colours", ...colors, {
    type: "Text",
    value: "light and dark differ",
    color: { light: "#7a1f5c", dark: "#ffb3de" },
  }),
  inCard("text-streaming", "Text and Markdown that still grow", {
    type: "Text",
    id: "growing",
    streaming: true,
    value: "This text is still being",
  }),
  inCard(
    "text-editable",
    "Text: editable in place",
    { type: "Label", fieldName: "note.title", value: "Title of the note" },
    {
      type: "Text",
      size: "lg",
      weight: "semibold",
      value: "Photosynthesis",
      editable: { name: "note.title", required: true, placeholder: "A title" },
    },
    { type: "Label", fieldName: "note.body", value: "Note" },
    {
      type: "Text",
      value: "Light becomes sugar.",
      minLines: 3,
      editable: { name: "note.body", placeholder: "What is it about?" },
    },
  ),
  inCard(
    "caption-sizes",
    "Caption and Label",
    { type: "Caption", size: "sm", value: "Caption sm" },
    { type: "Caption", size: "md", value: "Caption md", color: "success" },
    { type: "Caption", size: "lg", value: "Caption lg", weight: "bold" },
    { type: "Label", fieldName: "who", value: "Label of the field below", size: "md" },
    { type: "Input", name: "who" },
  ),
  inCard("markdown-all", "Markdown", {
    type: "Markdown",
    value: [
      "### Cells",
      "A **cell** has a _membrane_, and ~~no~~ a `nucleus`.",
      "",
      "1. plant",
      "2. animal",
      "",
      "| part | does |",
      "| --- | --- |",
      "| chloroplast | $6CO_2 + 6H_2O$ to sugar |",
      "",
      "$$E = mc^2$$",
      "",
      "```python",
      "print('cells')",
      "```",
    ].join("\n"),
  }),
];
