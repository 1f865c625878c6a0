import { act } from "preact/test-utils";
import type { Stage } from "../stage";
import { acting, type Checklist, pressing, to } from "./check";

const action = { type: "do" };
const options = [
  { label: "Lima", value: "a" },
  { label: "Cusco", value: "b" },
];

/** Chooses the second option of a native list. */
async function choosing(stage: Stage): Promise<void> {
  const select = stage.find<HTMLSelectElement>("select");
  await act(() => {
    select.value = "b";
    select.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

async function choosingADay(stage: Stage): Promise<void> {
  await stage.press(stage.find(".ck-picker-button"));
  await stage.press(stage.find('td button:not([aria-disabled="true"])'));
}

const opening = pressing(".ck-picker-button");

/** What a form asks for when it is submitted. */
const submitting = pressing(".ck-card-actions button");

const inForm = (node: object) => ({
  type: "Card",
  asForm: true,
  confirm: { label: "Send", action: { type: "send" } },
  children: [node],
});

const entry = {
  name: to("other"),
  defaultValue: to("Ada"),
  required: acting(true, submitting),
  pattern: acting("\\d+", submitting, { defaultValue: "Ada" }),
  placeholder: to("Your name"),
  allowAutofillExtensions: to(true),
  autoSelect: to(true, { defaultValue: "Ada" }),
  autoFocus: to(true),
  disabled: to(true),
  variant: to("soft"),
  size: to("sm"),
  gutterSize: to("xl"),
};

const picker = {
  name: to("other"),
  placeholder: to("Choose one"),
  variant: to("soft"),
  size: to("sm"),
  pill: to(true),
  block: to(true),
  disabled: to(true),
};

const TODAY = "2026-11-21";

export const controlChecks: Checklist<
  "Checkbox" | "DatePicker" | "Input" | "RadioGroup" | "Select" | "Textarea"
> = {
  Input: {
    base: { name: "who" },
    around: inForm,
    props: { ...entry, inputType: to("email"), pill: to(true) },
  },
  Textarea: {
    base: { name: "what" },
    around: inForm,
    props: {
      ...entry,
      rows: to(7),
      autoResize: to(true),
      maxRows: to(1, { autoResize: true, defaultValue: "1\n2\n3" }),
    },
  },
  Select: {
    base: { name: "city", options },
    around: inForm,
    props: {
      ...picker,
      options: to([{ label: "Quito", value: "c" }]),
      defaultValue: to("b"),
      clearable: to(true, { defaultValue: "a" }),
      searchable: to(true),
      onChangeAction: acting(action, choosing),
    },
  },
  DatePicker: {
    base: { name: "day", defaultValue: TODAY },
    around: inForm,
    props: {
      ...picker,
      placeholder: to("Choose one", { defaultValue: "" }),
      defaultValue: to("2026-11-22"),
      min: acting("2026-11-10", opening),
      max: acting("2026-11-25", opening),
      clearable: to(true),
      side: acting("top", opening),
      align: acting("end", opening),
      onChangeAction: acting(action, choosingADay),
    },
  },
  Checkbox: {
    base: { name: "agree", label: "I agree" },
    around: inForm,
    props: {
      name: to("other"),
      label: to("I don't"),
      defaultChecked: to(true),
      onChangeAction: acting(action, pressing("input")),
      disabled: to(true),
      required: acting(true, submitting),
    },
  },
  RadioGroup: {
    base: { name: "city", options },
    around: inForm,
    props: {
      name: to("other"),
      options: to([{ label: "Quito", value: "c" }]),
      ariaLabel: to("A city"),
      onChangeAction: acting(action, pressing("input")),
      defaultValue: to("b"),
      direction: to("col"),
      disabled: to(true),
      required: acting(true, submitting),
    },
  },
};
