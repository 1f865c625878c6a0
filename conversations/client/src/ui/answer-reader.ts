import type { AssistantMessageItem, ThreadItem } from "../protocol/types";
import { spoken } from "../text/markdown";
import { heardOf } from "../widgets/heard";

/** Past so many characters an answer is not read on by itself: the reader goes through it as they like. */
const LONGEST = 2000;

/** Turns a growing answer into what is heard of it: whole paragraphs, each once, in their order. */
export class AnswerReader {
  private readonly known: Set<string>;
  private open: { id: string; read: number } | null = null;

  /** `items`: what is there before the answer. */
  constructor(items: readonly ThreadItem[]) {
    this.known = new Set(items.map(({ id }) => id));
  }

  /** What has become ready to be heard; `ended`: no more is coming. */
  next(items: readonly ThreadItem[], ended: boolean): string[] {
    const fresh = items.filter(({ id }) => !this.known.has(id));
    return fresh
      .flatMap((item, at) => this.read(item, ended || at < fresh.length - 1))
      .filter((words) => words !== "");
  }

  private read(item: ThreadItem, isWhole: boolean): string[] {
    if (isWhole) this.known.add(item.id);
    if (item.type === "widget") return isWhole ? [heardOf(item.widget)] : [];
    if (item.type !== "assistant_message") return [];
    const text = textOf(item);
    const from = this.open?.id === item.id ? this.open.read : 0;
    const to = Math.max(from, isWhole ? text.length : lastBreak(text));
    this.open = { id: item.id, read: to };
    return from >= LONGEST || from === to ? [] : [spoken(text.slice(from, to))];
  }
}

/** Of whatever was sent: an item that can't be shown has nothing to say. */
function textOf({ content }: AssistantMessageItem): string {
  if (!Array.isArray(content)) return "";
  return content.map((part) => String(part?.text ?? "")).join("\n\n");
}

/** Where the last finished paragraph ends; code counts as one, however many empty lines it has. */
function lastBreak(text: string): number {
  const inCode = (text.match(/^ *(```|~~~)/gm)?.length ?? 0) % 2 === 1;
  const end = inCode ? text.search(/^ *(```|~~~)(?![\s\S]*^ *\1)/m) : text.length;
  return text.lastIndexOf("\n\n", end) + 1;
}
