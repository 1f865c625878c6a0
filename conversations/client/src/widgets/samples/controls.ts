import { type Child, inCard, type WidgetSample } from "./sample";

const FRUITS = ["Apple", "Banana", "Cherry"].map((label) => ({
  label,
  value: label.toLowerCase(),
}));

const COUNTRIES = [
  "Argentina",
  "Brazil",
  "Canada",
  "Chile",
  "China",
  "Egypt",
  "France",
  "Germany",
  "India",
  "Japan",
  "Kenya",
  "Mexico",
  "Norway",
  "Peru",
  "Spain",
  "Sweden",
  "Vietnam",
].map((label) => ({ label, value: label.toLowerCase() }));

const PLANS = [
  { value: "week", label: "One week", description: "Seven short quizzes" },
  { value: "month", label: "One month", description: "Thirty quizzes and a test" },
  { value: "year", label: "One year", description: "Not offered any more", disabled: true },
];

const field = (name: string, label: string, control: Child): Child => ({
  type: "Col",
  gap: 1,
  children: [{ type: "Label", fieldName: name, value: label }, control],
});

const inputs = (["text", "number", "email", "password", "tel", "url"] as const).map((inputType) =>
  field(inputType, `An entry of type ${inputType}`, {
    type: "Input",
    name: inputType,
    inputType,
    placeholder: inputType,
  }),
);

const sizes = (["3xs", "2xs", "xs", "sm", "md", "lg", "xl", "2xl", "3xl"] as const).map(
  (size): Child => ({ type: "Input", name: size, placeholder: size, size }),
);

export const controlSamples: readonly WidgetSample[] = [
  inCard("input-types", "Input: types", ...inputs),
  inCard("input-sizes", "Input: sizes", ...sizes),
  inCard(
    "input-variants",
    "Input: variants",
    { type: "Input", name: "soft", variant: "soft", placeholder: "soft" },
    { type: "Input", name: "outline", variant: "outline", placeholder: "outline" },
    { type: "Input", name: "pill", pill: true, placeholder: "pill" },
    { type: "Input", name: "wide", gutterSize: "xl", placeholder: "wide gutter" },
    { type: "Input", name: "off", disabled: true, defaultValue: "disabled" },
  ),
  inCard(
    "textarea-all",
    "Textarea",
    field("plain", "Three lines", { type: "Textarea", name: "plain", placeholder: "Write here" }),
    field("grows", "Grows with its text", {
      type: "Textarea",
      name: "grows",
      rows: 1,
      autoResize: true,
      maxRows: 4,
      variant: "soft",
      defaultValue: "One\nTwo\nThree",
    }),
  ),
  inCard(
    "select-plain",
    "Select",
    field("fruit", "A fruit", {
      type: "Select",
      name: "fruit",
      options: FRUITS,
      placeholder: "Choose a fruit",
      block: true,
    }),
    { type: "Select", name: "soft", options: FRUITS, variant: "soft", defaultValue: "banana" },
    { type: "Select", name: "solid", options: FRUITS, variant: "solid", pill: true },
    { type: "Select", name: "ghost", options: FRUITS, variant: "ghost", size: "sm" },
    { type: "Select", name: "off", options: FRUITS, disabled: true, defaultValue: "apple" },
  ),
  inCard(
    "select-search",
    "Select: search, descriptions, clearing",
    field("country", "A country, with search", {
      type: "Select",
      name: "country",
      options: COUNTRIES,
      placeholder: "Choose a country",
      clearable: true,
      defaultValue: "peru",
      block: true,
    }),
    field("plan", "A plan, with descriptions", {
      type: "Select",
      name: "plan",
      options: PLANS,
      placeholder: "Choose a plan",
      block: true,
    }),
  ),
  inCard(
    "date-picker-all",
    "DatePicker",
    field("day", "A day", { type: "DatePicker", name: "day", placeholder: "Choose a day" }),
    field("exam", "Day of the exam, in the term", {
      type: "DatePicker",
      name: "exam",
      defaultValue: "2026-11-21",
      min: "2026-09-01",
      max: "2026-12-18",
      clearable: true,
      block: true,
    }),
    { type: "DatePicker", name: "soft", variant: "soft", size: "sm", pill: true },
    { type: "DatePicker", name: "off", disabled: true, defaultValue: "2026-11-21" },
  ),
  inCard(
    "checkbox-all",
    "Checkbox",
    { type: "Checkbox", name: "terms", label: "I have read the terms", required: true },
    { type: "Checkbox", name: "news", label: "Send me news", defaultChecked: true },
    { type: "Checkbox", name: "off", label: "Not for you", disabled: true },
  ),
  inCard(
    "radio-group-all",
    "RadioGroup",
    {
      type: "RadioGroup",
      name: "fruit",
      ariaLabel: "A fruit",
      direction: "col",
      defaultValue: "banana",
      options: FRUITS,
    },
    {
      type: "RadioGroup",
      name: "size",
      ariaLabel: "A size",
      options: [
        { label: "S", value: "s" },
        { label: "M", value: "m" },
        { label: "L (sold out)", value: "l", disabled: true },
      ],
    },
  ),
];
