import type { WidgetItem } from "../protocol/types";

/** What a card says of itself in its first line, such as "Question 2 of 10". */
export function statusText({ widget }: WidgetItem): string | undefined {
  return widget.type === "Basic" ? undefined : widget.status?.text;
}
