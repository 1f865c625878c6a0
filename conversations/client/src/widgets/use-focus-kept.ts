import { useLayoutEffect, useRef } from "preact/hooks";

/** True when the focus fell to the page, or to the element around the controls. */
function isLost(root: HTMLElement | null): boolean {
  const tree = root?.getRootNode();
  const focused = tree instanceof ShadowRoot ? tree.activeElement : document.activeElement;
  const onPage = !document.activeElement || document.activeElement === document.body;
  return onPage || (focused !== null && focused === root);
}

/**
 * Gives the focus back after a wait, when what had it was inert or is gone; then the whole
 * element gets it, so that the keyboard goes on from here. Never takes it from anywhere else.
 */
export function useFocusKept(waiting: boolean) {
  const root = useRef<HTMLDivElement>(null);
  const last = useRef<HTMLElement | null>(null);

  useLayoutEffect(() => {
    if (waiting || !last.current || !isLost(root.current)) return;
    const target = last.current.isConnected ? last.current : root.current;
    target?.focus({ preventScroll: true });
    if (isLost(root.current)) root.current?.focus({ preventScroll: true });
  }, [waiting]);

  function remember(event: FocusEvent) {
    const { target } = event;
    if (!waiting && target instanceof HTMLElement && target !== root.current) last.current = target;
  }

  return { root, remember };
}
