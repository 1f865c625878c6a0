import type { Widgets } from "@openai/chatkit";
import type { WidgetAction } from "./actions";
import type { ChartNode } from "./chart/types";

export type WidgetRoot = Widgets.WidgetRoot;

/** What the Python SDK knows of these components beyond the npm types. */
type PythonProps = {
  Select: {
    options: readonly SelectOption[];
    /** Without it, a list of more than 15 options can be searched. */
    searchable?: boolean;
  };
  Image: Pick<Widgets.Row, "background" | "flex">;
};

export type SelectOption = {
  value: string;
  label: string;
  description?: string;
  disabled?: boolean;
};

/** Taken by the official element, in neither vocabulary. */
type Scrollable = { scrollable?: boolean };
type UndocumentedProps = { Box: Scrollable; Row: Scrollable; Col: Scrollable; Form: Scrollable };

type MoreOf<T, Props> = T extends keyof Props ? Props[T] : unknown;
type Complete<N extends { type: string }> = N extends unknown
  ? Omit<N, keyof MoreOf<N["type"], PythonProps>> &
      MoreOf<N["type"], PythonProps> &
      MoreOf<N["type"], UndocumentedProps>
  : never;

/** Every node this element knows: both vocabularies. What a server sends may hold others. */
export type WidgetNode =
  | Complete<WidgetRoot | Widgets.WidgetComponent | Widgets.ListViewItem>
  | ChartNode;

export type NodeOf<T extends WidgetNode["type"]> = Extract<WidgetNode, { type: T }>;

type ActionKeys = "onClickAction" | "onChangeAction" | "onSubmitAction";

/** A node as somebody writes it: children of either vocabulary, actions with all their settings. */
export type WrittenNode<N extends WidgetNode = WidgetNode> = N extends unknown
  ? {
      [K in keyof N]: K extends "children"
        ? N["type"] extends "Transition"
          ? WrittenNode
          : readonly WrittenNode[]
        : K extends ActionKeys
          ? WidgetAction
          : K extends "confirm" | "cancel"
            ? { label: string; action: WidgetAction }
            : N[K];
    }
  : never;

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
