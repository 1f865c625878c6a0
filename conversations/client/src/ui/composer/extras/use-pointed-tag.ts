import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { ComposerStore } from "../../../state/composer";
import type { InputTag } from "../../../state/composer-text";
import { useChat } from "../../context";
import type { Area } from "../edit";

interface Pointed {
  tag: InputTag;
  mark: HTMLElement;
}

type Marks = RefObject<HTMLElement | null>;

/**
 * The tag under the pointer, else the one that is selected: one that the arrow keys came to.
 * A click calls `follow` for it; so does Ctrl+Enter, as on a link in an editor.
 */
export function usePointedTag(
  area: Area,
  marks: Marks,
  follow: (tag: InputTag) => void,
): Pointed | null {
  const { store } = useChat().composer.desk;
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const latest = useRef(follow);
  latest.current = follow;
  useEffect(() => {
    if (!area.current) return;
    const stop = new AbortController();
    const tags = new TagsInPlace(area.current, marks, store);
    const root = area.current.getRootNode() as Document | ShadowRoot;
    const show = inTime(
      (found) => setPointed((shown) => (shown?.tag === found?.tag ? shown : found)),
      () => !!root.querySelector(".entity-preview:hover"),
    );
    followPointer(area.current, tags, show, stop.signal);
    followKeys(area.current, tags, show, stop.signal);
    tags.onFollow((tag) => latest.current(tag), stop.signal);
    return () => stop.abort();
  }, []);
  return pointed;
}

type Show = (found: Pointed | null, atOnce?: boolean) => void;

/** How long the pointer may take from a tag to its preview. */
const LEAVING_MS = 250;

/** A preview stays while the pointer is on it, or on its way to it. */
function inTime(set: (found: Pointed | null) => void, isHeld: () => boolean): Show {
  let leaving: ReturnType<typeof setTimeout> | undefined;
  const leave = () => {
    leaving = isHeld() ? setTimeout(leave, LEAVING_MS) : undefined;
    if (!leaving) set(null);
  };
  return (found, atOnce = false) => {
    if (!found && !atOnce) {
      leaving ??= setTimeout(leave, LEAVING_MS);
      return;
    }
    clearTimeout(leaving);
    leaving = undefined;
    set(found);
  };
}

function followPointer(
  area: HTMLElement,
  tags: TagsInPlace,
  show: Show,
  signal: AbortSignal,
): void {
  area.addEventListener("mousemove", (event) => show(tags.under(event) ?? tags.selected), {
    signal,
  });
  area.addEventListener("mouseleave", () => show(tags.selected), { signal });
}

function followKeys(area: HTMLElement, tags: TagsInPlace, show: Show, signal: AbortSignal): void {
  for (const name of ["keyup", "select", "input"] as const)
    area.addEventListener(name, () => show(tags.selected), { signal });
  area.addEventListener("blur", () => show(null), { signal });
  area.addEventListener("keydown", ({ key }) => key === "Escape" && show(null, true), { signal });
}

/** The tags of the text with the marks that stand behind them. */
class TagsInPlace {
  constructor(
    private readonly area: HTMLTextAreaElement,
    private readonly marks: Marks,
    private readonly store: ComposerStore,
  ) {}

  get selected(): Pointed | null {
    const { selectionStart, selectionEnd } = this.area;
    const { tags } = this.store.state;
    return this.at(
      tags.findIndex(({ start, end }) => start === selectionStart && end === selectionEnd),
    );
  }

  under(event: MouseEvent): Pointed | null {
    return this.at(this.drawn.findIndex((mark) => isOver(mark, event)));
  }

  onFollow(follow: (tag: InputTag) => void, signal: AbortSignal): void {
    this.area.addEventListener(
      "click",
      (event) => {
        const found = this.under(event);
        if (found) follow(found.tag);
      },
      { signal },
    );
    this.area.addEventListener(
      "keydown",
      (event) => {
        const found = event.key === "Enter" && (event.ctrlKey || event.metaKey) && this.selected;
        if (!found) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        follow(found.tag);
      },
      { signal, capture: true },
    );
  }

  private at(index: number): Pointed | null {
    const tag = this.store.state.tags[index]?.tag;
    const mark = this.drawn[index];
    return tag && mark ? { tag, mark } : null;
  }

  private get drawn(): HTMLElement[] {
    return [...(this.marks.current?.querySelectorAll("mark") ?? [])];
  }
}

/** The marks lie behind the text area, which gets the pointer. A long one has a box for each line. */
function isOver(mark: HTMLElement, { clientX: x, clientY: y }: MouseEvent): boolean {
  return [...mark.getClientRects()].some(
    (box) => box.left <= x && x <= box.right && box.top <= y && y <= box.bottom,
  );
}
