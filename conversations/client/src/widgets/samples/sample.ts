import type { WidgetRoot, WrittenNode } from "../types";

/** One widget to look at, with its JSON: for the demo page and the tests that draw everything. */
export interface WidgetSample {
  /** Unique; begins with the component. */
  name: string;
  title: string;
  widget: WidgetRoot;
}

export type Child = WrittenNode;
type WrittenRoot = Extract<WrittenNode, { type: "Card" | "ListView" | "Basic" }>;

export function sample(name: string, title: string, root: WrittenRoot): WidgetSample {
  // The npm types of a root know no Chart and no setting of an action, which this element does.
  return { name, title, widget: root as WidgetRoot };
}

/** Some components of one kind, one below the other. */
export function inCard(name: string, title: string, ...children: readonly Child[]): WidgetSample {
  return sample(name, title, { type: "Card", size: "md", children });
}

export const caption = (value: string): Child => ({ type: "Caption", value });
export const text = (value: string): Child => ({ type: "Text", value });
