import type { Widgets } from "@openai/chatkit";

export type WidgetRoot = Widgets.WidgetRoot;

/** Known to the Python SDK only; drawn as a short text until it is supported. */
type Chart = { type: "Chart"; key?: string; id?: string };

/** Every node this element knows. What a server sends may hold others: they draw nothing. */
export type WidgetNode = WidgetRoot | Widgets.WidgetComponent | Widgets.ListViewItem | Chart;

export type NodeOf<T extends WidgetNode["type"]> = Extract<WidgetNode, { type: T }>;

export type BlockProps = Pick<
  Widgets.Image,
  | "height"
  | "width"
  | "size"
  | "minHeight"
  | "minWidth"
  | "minSize"
  | "maxHeight"
  | "maxWidth"
  | "maxSize"
  | "aspectRatio"
  | "radius"
  | "margin"
>;

export type BoxProps = Omit<Widgets.Row, "type" | "key" | "id" | "children">;

export type ColorValue = NonNullable<Widgets.Row["background"]>;
export type SpacingValue = NonNullable<Widgets.Row["padding"]>;
export type BorderValue = NonNullable<Widgets.Row["border"]>;
