import { type Child, caption, sample, text, type WidgetSample } from "./sample";

const open = { type: "demo.open" };

const listItem = (number: number): Extract<Child, { type: "ListViewItem" }> => ({
  type: "ListViewItem",
  key: `quiz-${number}`,
  gap: 3,
  align: "center",
  onClickAction: { ...open, payload: { quiz: number } },
  children: [
    { type: "Icon", name: number % 3 === 0 ? "check-circle" : "empty-circle", color: "success" },
    { type: "Col", children: [text(`Quiz ${number}`), caption(`${number * 4} questions`)] },
    { type: "Spacer" },
    { type: "Badge", label: number % 3 === 0 ? "done" : "new" },
  ],
});

const items = (count: number) => Array.from({ length: count }, (_, index) => listItem(index + 1));

export const rootSamples: readonly WidgetSample[] = [
  sample("card-status", "Card: status with an icon", {
    type: "Card",
    size: "md",
    status: { text: "Question 3 of 10", icon: "circle-question" },
    children: [{ type: "Title", value: "A card with a status" }, text("And its content.")],
  }),
  sample("card-colors", "Card: background, border and padding", {
    type: "Card",
    size: "sm",
    background: { light: "#eef4ff", dark: "#16233f" },
    border: { size: 2, color: "blue-400", style: "dashed" },
    padding: { x: 8, y: 4 },
    children: [{ type: "Title", value: "Small" }, text("With a frame of its own.")],
  }),
  sample("card-light", "Card: light on every page", {
    type: "Card",
    theme: "light",
    size: "lg",
    children: [{ type: "Title", value: "Always light" }, caption("Whatever the page is.")],
  }),
  sample("card-collapsed", "Card: collapsed once it is done", {
    type: "Card",
    collapsed: true,
    status: { text: "Sent to your teacher", icon: "check-circle-filled" },
    children: [text("What was sent can still be read here.")],
  }),
  sample("card-collapsed-plain", "Card: collapsed, without a status", {
    type: "Card",
    collapsed: true,
    children: [{ type: "Title", value: "Your answers" }, text("Four of five were right.")],
  }),
  sample("card-confirm", "Card: confirm and cancel", {
    type: "Card",
    size: "sm",
    children: [
      { type: "Title", value: "Hand in the quiz?" },
      text("Two of ten questions have no answer yet."),
    ],
    confirm: { label: "Hand in", action: { type: "demo.finish" } },
    cancel: { label: "Go back", action: { type: "demo.back", handler: "client" } },
  }),
  sample("list-view-status", "ListView: rows with actions", {
    type: "ListView",
    status: { text: "Quizzes of biology", icon: "book-open" },
    children: items(4),
  }),
  sample("list-view-limit", "ListView: a limit of three", {
    type: "ListView",
    limit: 3,
    children: items(7),
  }),
  sample("list-view-auto", "ListView: limit “auto”", {
    type: "ListView",
    limit: "auto",
    children: items(14),
  }),
];
