import type { Widgets } from "@openai/chatkit";

export type WidgetRoot = Widgets.WidgetRoot;
export type WidgetNode = Widgets.WidgetRoot | Widgets.WidgetComponent | Widgets.ListViewItem;
