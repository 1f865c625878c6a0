import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { outcomeTop } from "../items/outcome";
import type { ChatState } from "../state/reducer";

/** Closer to the end than this many pixels counts as being at the end. */
const NEAR_END = 56;
/** Older items are fetched when fewer pixels than this are left above. */
const NEAR_TOP = 240;

interface Follow {
  scroller: RefObject<HTMLDivElement | null>;
  content: RefObject<HTMLDivElement | null>;
  /** Whether the newest message is in view. */
  atEnd: boolean;
  jump: () => void;
  onScroll: () => void;
}

/** Keeps the newest message in view unless the reader scrolled up, and the view still when older ones come. */
export function useFollow(
  state: ChatState,
  { follow, onTop }: { follow: boolean; onTop: () => void },
): Follow {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const sticking = useRef(true);
  const anchor = useRef<{ row: Element; top: number } | null>(null);
  /** Where the view was put last. Its scroll event may come when the content has grown further. */
  const placed = useRef(-1);

  const onScroll = () => {
    const area = scroller.current;
    if (!area) return;
    const left = area.scrollHeight - area.scrollTop - area.clientHeight;
    const byReader = Math.abs(area.scrollTop - placed.current) > 1;
    if (byReader || !sticking.current) sticking.current = left < NEAR_END || isAligned(area);
    setAtEnd(sticking.current);
    anchor.current = firstRow(area);
    if (area.scrollTop < NEAR_TOP && area.scrollHeight > area.clientHeight) onTop();
  };
  const stick = () => {
    const area = scroller.current;
    if (!area || !sticking.current) return;
    toNewest(area);
    placed.current = area.scrollTop;
  };

  const first = state.items[0]?.id;
  const last = state.items.at(-1);
  // The reader's own message and a new thread always come into view.
  useLayoutEffect(() => {
    if (last?.type === "user_message" || follow) {
      if (last?.type === "user_message") sticking.current = true;
      stick();
    }
  }, [last?.id, state.thread?.id, state.failure]);
  useLayoutEffect(() => {
    const area = scroller.current;
    const held = anchor.current;
    if (!area || !held || sticking.current || !held.row.isConnected) return;
    area.scrollTop += held.row.getBoundingClientRect().top - held.top;
  }, [first]);
  useEffect(() => {
    if (!content.current || !follow) return;
    const observer = new ResizeObserver(stick);
    observer.observe(content.current);
    return () => observer.disconnect();
  }, [follow]);

  const jump = () => {
    sticking.current = true;
    setAtEnd(true);
    stick();
    scroller.current?.focus({ preventScroll: true });
  };
  return { scroller, content, atEnd, jump, onScroll };
}

/** The last row, when it is a widget taller than the view: it is read from its top, until it is used. */
function tallWidget(area: HTMLElement): HTMLElement | null {
  const rows = area.querySelectorAll<HTMLElement>(".items > .row");
  const row = rows[rows.length - 1];
  return row?.dataset.type === "widget" && row.offsetHeight > area.clientHeight - 24 ? row : null;
}

function alignedTop(area: HTMLElement, row: HTMLElement): number {
  if ("used" in row.dataset) return outcomeTop(area, row);
  return area.scrollTop + row.getBoundingClientRect().top - area.getBoundingClientRect().top - 12;
}

function isAligned(area: HTMLElement): boolean {
  const row = tallWidget(area);
  return row !== null && Math.abs(alignedTop(area, row) - area.scrollTop) < 4;
}

function toNewest(area: HTMLElement): void {
  const row = tallWidget(area);
  area.scrollTop = row ? alignedTop(area, row) : area.scrollHeight;
}

function firstRow(area: HTMLElement): { row: Element; top: number } | null {
  const row = area.querySelector(".items > .row");
  return row && { row, top: row.getBoundingClientRect().top };
}
