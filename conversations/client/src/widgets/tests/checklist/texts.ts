import { acting, type Checklist, pressing, to } from "./check";

const red = "#ff0000";

const styled = {
  value: to("Other words"),
  color: to(red),
  weight: to("bold"),
  textAlign: to("end"),
  truncate: to(true),
  maxLines: to(2),
};

export const textChecks: Checklist<
  "Badge" | "Button" | "Caption" | "Icon" | "Label" | "Markdown" | "Text" | "Title"
> = {
  Title: { base: { value: "Words" }, props: { ...styled, size: to("3xl") } },
  Caption: { base: { value: "Words" }, props: { ...styled, size: to("lg") } },
  Text: {
    base: { value: "Words" },
    props: {
      ...styled,
      streaming: to(true),
      italic: to(true),
      lineThrough: to(true),
      width: to(120),
      size: to("lg"),
      minLines: to(3),
      editable: to({ name: "words" }),
    },
  },
  Markdown: {
    base: { value: "**Words**" },
    props: { value: to("_Others_"), streaming: to(true) },
  },
  Label: {
    base: { value: "Name", fieldName: "who" },
    props: {
      value: to("First name"),
      fieldName: to("whom"),
      size: to("lg"),
      weight: to("bold"),
      textAlign: to("end"),
      color: to(red),
    },
  },
  Badge: {
    base: { label: "new" },
    props: {
      label: to("old"),
      color: to("danger"),
      variant: to("outline"),
      size: to("lg"),
      pill: to(true),
    },
  },
  Icon: {
    base: { name: "check" },
    props: { name: to("chevron-right"), color: to(red), size: to("3xl") },
  },
  Button: {
    base: { label: "Go" },
    props: {
      submit: {
        ...acting(true, pressing("button")),
        given: { onClickAction: { type: "do" } },
      },
      label: to("Stop"),
      onClickAction: acting({ type: "do" }, pressing("button")),
      iconStart: to("check"),
      iconEnd: to("check"),
      style: to("primary"),
      iconSize: to("2xl", { iconStart: "check" }),
      color: to("danger"),
      variant: to("ghost"),
      size: to("sm"),
      pill: to(true),
      uniform: to(true),
      block: to(true),
      disabled: to(true),
    },
    // Only a form can be submitted: an empty required field keeps it from that.
    around: (node) => ({
      type: "Card",
      asForm: true,
      children: [{ type: "Input", name: "who", required: true }, node],
    }),
  },
};
