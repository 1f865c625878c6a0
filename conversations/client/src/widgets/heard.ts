/** What a screen reader is told of a widget: its words, without its controls. */
import { spoken } from "../text/markdown";
import { asNode, childrenOf } from "./tree";
import type { WidgetNode, WidgetRoot } from "./types";

/** Longer than this nobody listens to; the widget itself can be read. */
const LONGEST = 500;

function own(node: WidgetNode): unknown {
  switch (node.type) {
    case "Card":
    case "ListView":
      return node.status?.text;
    case "Badge":
      return node.label;
    case "Markdown":
      return spoken(String(node.value ?? ""));
    case "Title":
    case "Text":
    case "Caption":
      return node.value;
    default:
      return "";
  }
}

function wordsOf(root: unknown): string[] {
  const node = asNode(root);
  if (!node) return [];
  const words = String(own(node) ?? "").trim();
  return [...(words ? [words] : []), ...childrenOf(node).flatMap(wordsOf)];
}

/** A new widget: its status, else the first thing that it says. */
export function heardOf(root: WidgetRoot): string {
  return shortened(wordsOf(root)[0] ?? "");
}

/** What a widget says that it did not say before: the verdict on an answer, a hint. */
export function heardOfChange(before: WidgetRoot, after: WidgetRoot): string {
  const known = new Set(wordsOf(before));
  const news = wordsOf(after).filter((words) => !known.has(words));
  return shortened(news.map(asSentence).join(" "));
}

/** A pause after what does not end like a sentence. */
function asSentence(words: string): string {
  return /[\p{P}]$/u.test(words) ? words : `${words}.`;
}

function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST).replace(/\s+\S*$/, "")} …`;
}
