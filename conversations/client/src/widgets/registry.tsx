import type { JSX } from "preact";
import type { WidgetDispatch } from "./actions";
import type { WidgetRoot } from "./types";

/** One widget of the thread, with its forms and actions. */
export function WidgetView(props: {
  widget: WidgetRoot;
  itemId: string;
  dispatch: WidgetDispatch;
  busy: boolean;
}): JSX.Element {
  return <div class="ck-widget">{props.widget.type}</div>;
}
