import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { ThreadItem } from "../protocol/types";
import type { ChatState } from "../state/reducer";
import { hasForm } from "../widgets/tree";
import { useChat } from "./context";

/** Nothing on the page has the focus. */
export function isFocusLost(root: Node): boolean {
  const inside = root instanceof ShadowRoot ? root.activeElement : null;
  return !inside && (!document.activeElement || document.activeElement === document.body);
}

const isForm = (item: ThreadItem) => item.type === "widget" && hasForm(item.widget);

/**
 * A chat that began by itself (a prompt, the host) with a card to fill in hands the focus to that
 * card: the composer comes after it. Never takes the focus from where the reader put it.
 */
export function useStartFocus(
  { items, streaming }: ChatState,
  area: RefObject<HTMLElement | null>,
): void {
  const { composer } = useChat();
  const starting = useRef(streaming && items.every(({ type }) => type === "user_message"));
  const card = items.findLast(isForm);

  useEffect(() => {
    const root = area.current?.getRootNode();
    if (!starting.current || !card || !root) return;
    starting.current = false;
    if (!composer.isIdle && !isFocusLost(root)) return;
    const row = area.current?.querySelector<HTMLElement>(`[data-item-id="${CSS.escape(card.id)}"]`);
    row?.focus({ preventScroll: true });
  }, [card?.id]);
  useEffect(() => {
    if (!streaming) starting.current = false;
  }, [streaming]);
}
