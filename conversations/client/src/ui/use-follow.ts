import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { outcomeTop } from "../items/outcome";
import { type ChatState, isLocal } from "../state/reducer";
import { isInPage, pageView, type View, viewOf } from "./view";

/** Closer to the end than this many pixels counts as being at the end. */
const NEAR_END = 56;
/** Older items are fetched when fewer pixels than this are left above. */
const NEAR_TOP = 240;

/** After so many frames all that came into view has its height. */
const SETTLING_FRAMES = 3;

interface Follow {
  scroller: RefObject<HTMLDivElement | null>;
  content: RefObject<HTMLDivElement | null>;
  /** Whether the newest message is in view. */
  atEnd: boolean;
  jump: () => void;
}

/** Keeps the newest message in view unless the reader scrolled up, and the view still when older ones come. */
export function useFollow(
  state: ChatState,
  { follow, onTop }: { follow: boolean; onTop: () => void },
): Follow {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const place = useRef<Place | null>(null);
  place.current ??= new Place(setAtEnd);
  const here = place.current;
  here.follows = follow;
  here.onTop = onTop;

  const first = state.items[0]?.id;
  const last = state.items.at(-1);
  const shownFirst = useRef(first);
  // The document is still as it was: the place to keep is measured before older items come above it.
  const held = shownFirst.current === first ? null : here.hold();
  shownFirst.current = first;

  useLayoutEffect(() => here.connect(scroller.current, content.current), [here]);
  useLayoutEffect(() => here.toNewest(), [here, state.thread?.id, state.loading]);
  useLayoutEffect(() => {
    if (last && isLocal(last)) here.toNewest();
  }, [here, last?.id]);
  // With each change, before the browser lays out by itself: nothing is ever seen to jump.
  useLayoutEffect(() => here.stick());
  useLayoutEffect(() => here.restore(held), [first]);

  const jump = () => {
    here.toNewest();
    scroller.current?.focus({ preventScroll: true });
  };
  return { scroller, content, atEnd, jump };
}

interface Held {
  row: Element;
  top: number;
}

/** Where the reader is in the messages. Only the reader moves away from the newest one, never the chat. */
class Place {
  follows = true;
  onTop: () => void = () => {};
  private area: HTMLElement | null = null;
  /** The newest message is kept in view. */
  private isSticking = true;
  /** The reader holds the pointer down, to select text, say: nothing moves meanwhile. */
  private isHeld = false;
  private lastTop = 0;

  constructor(private readonly tell: (atEnd: boolean) => void) {}

  connect(area: HTMLElement | null, content: HTMLElement | null): (() => void) | undefined {
    if (!area || !content) return;
    this.area = area;
    const connected = new AbortController();
    const { signal } = connected;
    const onScroll = () => this.onScroll();
    area.addEventListener("scroll", onScroll, { signal, passive: true });
    // With height="content" something around the element scrolls. That doesn't bubble.
    window.addEventListener("scroll", onScroll, { signal, passive: true, capture: true });
    area.addEventListener("pointerdown", () => this.setHeld(true), { signal });
    for (const end of ["pointerup", "pointercancel"])
      window.addEventListener(end, () => this.setHeld(false), { signal });
    if (isInPage(area)) void pageView.start().then(() => this.stick());
    const observer = new ResizeObserver(() => this.onResize());
    observer.observe(content);
    observer.observe(area.closest(".app") ?? area); // what is beside the messages takes its room, too
    observer.observe(area);
    return () => {
      connected.abort();
      observer.disconnect();
    };
  }

  /** Brings the newest message into view and keeps it there. */
  toNewest(): void {
    this.isSticking = true;
    this.move();
  }

  /** Keeps the newest message in view, if it was. */
  stick(): void {
    if (this.isSticking && this.follows && !this.isHeld) this.move();
  }

  hold(): Held | null {
    if (!this.area || this.isSticking) return null;
    const { top } = viewOf(this.area).box;
    for (const row of this.area.querySelectorAll(".row")) {
      const box = row.getBoundingClientRect();
      if (box.bottom > top) return { row, top: box.top };
    }
    return null;
  }

  /** Moves the view with what was seen at its top when `hold` was called. */
  restore(held: Held | null, frames = SETTLING_FRAMES): void {
    if (!this.area || !held?.row.isConnected) return;
    const view = viewOf(this.area);
    view.top += held.row.getBoundingClientRect().top - held.top;
    const { top } = view;
    this.lastTop = top;
    // Rows that come into view take their real height then, which they were only guessed to have.
    requestAnimationFrame(() => {
      if (frames > 0 && this.area && viewOf(this.area).top === top) this.restore(held, frames - 1);
    });
  }

  private onScroll(): void {
    const { area } = this;
    if (!area) return;
    const view = viewOf(area);
    const { top, end } = view;
    const left = end - top;
    if (left <= 1 || isAligned(area, view)) this.isSticking = true;
    else if (top < this.lastTop - 1) this.isSticking = false;
    else if (top > this.lastTop && left < NEAR_END) this.isSticking = true;
    this.lastTop = top;
    this.tell(this.isSticking || left < NEAR_END);
    const above = view.box.top - area.getBoundingClientRect().top;
    const toLoad = isInPage(area) ? above : top;
    if (toLoad < NEAR_TOP && end > 0) this.onTop();
  }

  private onResize(): void {
    this.stick();
    if (!this.area || (this.isSticking && this.follows)) return;
    const { top, end } = viewOf(this.area);
    this.tell(end - top < NEAR_END);
  }

  private setHeld(isHeld: boolean): void {
    if (this.isHeld === isHeld) return;
    this.isHeld = isHeld;
    this.stick();
  }

  private move(): void {
    if (!this.area) return;
    const view = viewOf(this.area);
    const row = tallWidget(this.area, view);
    view.top = row ? alignedTop(view, row) : view.end;
    this.lastTop = view.top;
    this.tell(true);
  }
}

/** The last row, when it is a widget taller than the view: it is read from its top, until it is used. */
function tallWidget(area: HTMLElement, { box }: View): HTMLElement | null {
  const row = area.querySelector(".chunk:nth-last-child(1 of .chunk)")?.lastElementChild;
  if (!(row instanceof HTMLElement)) return null;
  const isTall = row.dataset.type === "widget" && row.offsetHeight > box.bottom - box.top - 24;
  return isTall ? row : null;
}

function alignedTop(view: View, row: HTMLElement): number {
  if ("used" in row.dataset) return outcomeTop(view, row);
  return view.top + row.getBoundingClientRect().top - view.box.top - 12;
}

function isAligned(area: HTMLElement, view: View): boolean {
  const row = tallWidget(area, view);
  return row !== null && Math.abs(alignedTop(view, row) - view.top) < 4;
}
