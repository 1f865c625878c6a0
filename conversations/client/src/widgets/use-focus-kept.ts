import { useLayoutEffect, useRef } from "preact/hooks";

function nothingHasFocus(): boolean {
  return !document.activeElement || document.activeElement === document.body;
}

/**
 * Gives the focus back after a wait, when what had it was inert or is gone; then the whole
 * element gets it, so that the keyboard goes on from here. Never takes it from anywhere else.
 */
export function useFocusKept(waiting: boolean) {
  const root = useRef<HTMLDivElement>(null);
  const last = useRef<HTMLElement | null>(null);

  useLayoutEffect(() => {
    if (waiting || !last.current) return;
    if (nothingHasFocus() && last.current.isConnected) last.current.focus({ preventScroll: true });
    if (nothingHasFocus()) root.current?.focus({ preventScroll: true });
    last.current = null;
  }, [waiting]);

  function remember(event: FocusEvent) {
    if (!waiting && event.target instanceof HTMLElement) last.current = event.target;
  }

  return { root, remember };
}
