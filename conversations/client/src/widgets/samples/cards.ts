import { HILLS } from "./picture";
import { type Child, caption, sample, text, type WidgetSample } from "./sample";

const quizForm: Child = {
  type: "Form",
  direction: "col",
  gap: 4,
  onSubmitAction: {
    type: "mcq.submit",
    payload: { attempt: "t1", question: "q3" },
    streaming: false,
    loadingBehavior: "container",
  },
  children: [
    {
      type: "RadioGroup",
      name: "choice",
      ariaLabel: "Which organelle makes sugar from light?",
      direction: "col",
      required: true,
      options: [
        { label: "The nucleus", value: "a" },
        { label: "The chloroplast", value: "b" },
        { label: "The membrane", value: "c" },
      ],
    },
    {
      type: "Row",
      gap: 2,
      children: [
        { type: "Button", submit: true, label: "Check answer", style: "primary" },
        { type: "Button", label: "Hint", variant: "outline", onClickAction: { type: "mcq.hint" } },
        { type: "Spacer" },
        { type: "Button", label: "Skip", variant: "ghost", onClickAction: { type: "mcq.next" } },
      ],
    },
  ],
};

const everyControl: readonly Child[] = [
  { type: "Title", value: "A new quiz" },
  { type: "Label", fieldName: "quiz.title", value: "Title" },
  { type: "Input", name: "quiz.title", required: true, placeholder: "Cells and tissues" },
  { type: "Label", fieldName: "quiz.about", value: "What is it about?" },
  { type: "Textarea", name: "quiz.about", rows: 2, autoResize: true, maxRows: 6 },
  {
    type: "Row",
    wrap: "wrap",
    gap: 3,
    children: [
      {
        type: "Col",
        gap: 1,
        flex: 1,
        minWidth: 160,
        children: [
          { type: "Label", fieldName: "quiz.level", value: "Level" },
          {
            type: "Select",
            name: "quiz.level",
            block: true,
            placeholder: "Choose a level",
            options: [
              { label: "Beginner", value: "1" },
              { label: "Advanced", value: "2" },
            ],
          },
        ],
      },
      {
        type: "Col",
        gap: 1,
        flex: 1,
        minWidth: 160,
        children: [
          { type: "Label", fieldName: "quiz.opens", value: "Opens" },
          { type: "DatePicker", name: "quiz.opens", block: true, defaultValue: "2026-11-23" },
        ],
      },
    ],
  },
  { type: "Label", fieldName: "quiz.order", value: "Order of the questions" },
  {
    type: "RadioGroup",
    name: "quiz.order",
    defaultValue: "shuffled",
    options: [
      { label: "Shuffled", value: "shuffled" },
      { label: "As written", value: "fixed" },
    ],
  },
  { type: "Checkbox", name: "quiz.hints", label: "Give hints", defaultChecked: true },
];

const place: readonly Child[] = [
  {
    type: "Image",
    src: HILLS,
    alt: "Hills below a sun",
    flush: true,
    aspectRatio: 2.5,
    fit: "cover",
  },
  {
    type: "Row",
    children: [
      {
        type: "Col",
        gap: 0,
        children: [{ type: "Title", value: "Field day" }, caption("Saturday, 9:00")],
      },
      { type: "Spacer" },
      { type: "Badge", label: "4 places left", color: "warning" },
    ],
  },
  text("We count the plants of one square metre and draw what lives between them."),
];

export const cardSamples: readonly WidgetSample[] = [
  sample("card-quiz", "A whole card: a question", {
    type: "Card",
    size: "full",
    status: { text: "Question 3 of 10", icon: "circle-question" },
    children: [
      { type: "Markdown", value: "Which **organelle** makes sugar from light?" },
      quizForm,
    ],
  }),
  sample("card-form", "A whole card: a form with every control", {
    type: "Card",
    asForm: true,
    children: everyControl,
    confirm: { label: "Create the quiz", action: { type: "demo.create" } },
    cancel: { label: "Cancel", action: { type: "demo.cancel" } },
  }),
  sample("card-chart", "A whole card: a chart with its numbers", {
    type: "Card",
    status: { text: "Your last five quizzes", icon: "chart" },
    children: [
      {
        type: "Row",
        align: "baseline",
        children: [
          { type: "Title", value: "83 %", size: "3xl" },
          { type: "Text", value: "+6 since Monday", color: "success", size: "sm" },
        ],
      },
      {
        type: "Chart",
        height: 180,
        data: [
          { quiz: "Cells", mark: 71 },
          { quiz: "Plants", mark: 77 },
          { quiz: "Genes", mark: 64 },
          { quiz: "Blood", mark: 90 },
          { quiz: "Brain", mark: 83 },
        ],
        xAxis: "quiz",
        showYAxis: true,
        showLegend: false,
        series: [{ type: "area", dataKey: "mark", label: "Mark in %", curveType: "monotone" }],
      },
    ],
  }),
  sample("card-event", "A whole card: a picture, a text and a button", {
    type: "Card",
    size: "sm",
    children: place,
    confirm: { label: "Come along", action: { type: "demo.join" } },
  }),
];
