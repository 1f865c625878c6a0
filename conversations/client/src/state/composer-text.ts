/** The text of the composer and the tags in it, as values. */
import type { UserMessageContent } from "../protocol/types";

export type InputTag = Extract<UserMessageContent, { type: "input_tag" }>;

/** A tag stands in the text as "@" and its name, from `start` to `end`. */
export interface PlacedTag {
  start: number;
  end: number;
  tag: InputTag;
}

export interface TaggedText {
  text: string;
  tags: readonly PlacedTag[];
}

export function tagText(tag: InputTag): string {
  return `@${tag.text}`;
}

export function fromContent(content: readonly UserMessageContent[]): TaggedText {
  let text = "";
  const tags: PlacedTag[] = [];
  for (const part of content) {
    const start = text.length;
    text += part.type === "input_tag" ? tagText(part) : part.text;
    if (part.type === "input_tag") tags.push({ start, end: text.length, tag: part });
  }
  return { text, tags };
}

/** What is sent: texts and tags in order, without white space around the whole. */
export function toContent({ text, tags }: TaggedText): UserMessageContent[] {
  const content: UserMessageContent[] = [];
  const add = (part: string) => part && content.push({ type: "input_text", text: part });
  let from = text.length - text.trimStart().length;
  for (const { start, end, tag } of tags) {
    add(text.slice(from, start));
    content.push(tag);
    from = end;
  }
  add(text.slice(from).trimEnd());
  return content;
}

/**
 * The tags after the text became `next` with the caret at `caret`: those that the change didn't
 * touch move with their text, the others are plain text from now on.
 */
export function retag(before: TaggedText, next: string, caret: number): readonly PlacedTag[] {
  if (before.tags.length === 0) return before.tags;
  const { text } = before;
  const shorter = Math.min(text.length, next.length);
  const mostKept = Math.min(shorter, next.length - caret);
  let kept = 0;
  while (kept < mostKept && text.at(-1 - kept) === next.at(-1 - kept)) kept++;
  let same = 0;
  while (same < shorter - kept && text[same] === next[same]) same++;
  const shift = next.length - text.length;
  return before.tags.flatMap((placed) => {
    if (placed.end <= same) return [placed];
    if (placed.start < text.length - kept) return [];
    return [{ ...placed, start: placed.start + shift, end: placed.end + shift }];
  });
}

/** As many steps can be undone with their tags. */
const REMEMBERED_TEXTS = 200;

/** Which tags were in which text: the browser's undo brings back the text alone. */
export class TagMemory {
  private readonly tagsOf = new Map<string, readonly PlacedTag[]>();

  keep(text: string, tags: readonly PlacedTag[]): void {
    if (tags.length === 0 && this.tagsOf.size === 0) return;
    this.tagsOf.set(text, tags);
    const oldest = this.tagsOf.keys().next();
    if (this.tagsOf.size > REMEMBERED_TEXTS && !oldest.done) this.tagsOf.delete(oldest.value);
  }

  recall(text: string): readonly PlacedTag[] | undefined {
    return this.tagsOf.get(text);
  }

  clear(): void {
    this.tagsOf.clear();
  }
}
