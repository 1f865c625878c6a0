import type { JSX } from "preact";
import type { ThreadItem } from "../protocol/types";
import { childrenOf } from "../widgets/tree";
import type { WidgetNode } from "../widgets/types";

/** An item far from what the reader sees: its words, so that it is found on the page. */
export function FarItem({ item }: { item: ThreadItem }): JSX.Element {
  return <p class="far">{wordsOf(item)}</p>;
}

function wordsOf(item: ThreadItem): string {
  switch (item.type) {
    case "user_message":
    case "assistant_message":
      return item.content.map((part) => part.text).join("\n");
    case "widget":
      return words(item.widget).join(" ");
    default:
      return "";
  }
}

function words(node: WidgetNode): string[] {
  const own = Object.entries(node).flatMap(([name, value]) =>
    (name === "value" || name === "label") && typeof value === "string" ? [value] : [],
  );
  return [...own, ...childrenOf(node).flatMap(words)];
}
