import type { Entity } from "@openai/chatkit";
import type { JSX, RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { InputTag, PlacedTag } from "../../../state/composer-text";
import { useChat } from "../../context";
import { Preview } from "../../entities/preview";
import { usePreview } from "../../entities/use-preview";
import { useLatest } from "../../use-store";
import type { Area } from "../edit";
import type { ExtrasProps } from ".";
import { usePointedTag } from "./use-pointed-tag";
import { useWholeTags } from "./use-whole-tags";

/** Colours the tags: the same text once more, unseen behind the text area, with marks in it. */
export function TagMarks({ area }: ExtrasProps): JSX.Element | null {
  const { composer, options } = useChat();
  const { text, tags } = useLatest(composer.desk.store);
  const marks = useRef<HTMLDivElement>(null);
  const follow = (tag: InputTag) => tag.interactive && options.entities?.onClick?.(toEntity(tag));
  useWholeTags(area);
  useSamePlace(area, marks, text);
  const pointed = usePointedTag(area, marks, follow);
  if (tags.length === 0) return null;
  return (
    <>
      <div class="tag-marks" ref={marks} aria-hidden="true" dir="auto">
        {pieces(text, tags)}
        {"\u200b" /* a last empty line is as high as in the text area */}
      </div>
      {pointed && <TagPreview key={pointed.tag.id} {...pointed} />}
    </>
  );
}

/** What the host shows of the tag that is pointed at or selected. */
function TagPreview({ tag, mark }: { tag: InputTag; mark: HTMLElement }): JSX.Element | null {
  const { options } = useChat();
  const ask = tag.interactive ? options.entities?.onRequestPreview : undefined;
  const preview = usePreview(toEntity(tag), ask);
  useEffect(() => {
    preview.point();
  }, []);
  return (
    preview.shown && (
      <Preview
        id=""
        of={preview.shown}
        beside={() => mark}
        onEnter={preview.point}
        onLeave={preview.leave}
      />
    )
  );
}

function toEntity({ id, text, group, data, interactive }: InputTag): Entity {
  const entity: Entity = { id, title: text, data: data as Record<string, string> };
  return {
    ...entity,
    ...(group !== undefined && { group }),
    ...(interactive !== undefined && { interactive }),
  };
}

function pieces(text: string, tags: readonly PlacedTag[]): (string | JSX.Element)[] {
  let from = 0;
  const before = tags.flatMap(({ start, end }) => {
    const piece = [text.slice(from, start), <mark key={start}>{text.slice(start, end)}</mark>];
    from = end;
    return piece;
  });
  return [...before, text.slice(from)];
}

/** As wide as the text, without its scroll bar, and scrolled with it. */
function useSamePlace(area: Area, marks: RefObject<HTMLDivElement | null>, text: string): void {
  const follow = () => {
    if (!area.current || !marks.current) return;
    marks.current.style.inlineSize = `${area.current.clientWidth}px`;
    marks.current.scrollTop = area.current.scrollTop;
  };
  useLayoutEffect(follow, [text]);
  useEffect(() => {
    const element = area.current;
    const observer = new ResizeObserver(follow);
    if (element) observer.observe(element);
    element?.addEventListener("scroll", follow);
    return () => {
      observer.disconnect();
      element?.removeEventListener("scroll", follow);
    };
  }, []);
}
