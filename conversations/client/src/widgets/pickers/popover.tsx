import type { ComponentChildren, JSX, RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { type Align, placed, type Side } from "./place";

export interface Popover {
  open: boolean;
  anchor: RefObject<HTMLButtonElement | null>;
  panel: RefObject<HTMLDivElement | null>;
  show(): void;
  /** Closes; the control that it belongs to gets the focus back, unless that went elsewhere. */
  hide(options?: { focus: boolean }): void;
}

/** A panel that opens beside its button, above everything else. */
export function usePopover(): Popover {
  const anchor = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const hide = ({ focus } = { focus: true }) => {
    setOpen(false);
    if (focus) anchor.current?.focus();
  };
  return { open, anchor, panel, show: () => setOpen(true), hide };
}

function place(anchor: HTMLElement, panel: HTMLElement, side: Side, align: Align): void {
  panel.style.setProperty("--anchor", `${anchor.offsetWidth}px`);
  const rtl = getComputedStyle(anchor).direction === "rtl";
  const view = { width: innerWidth, height: innerHeight };
  const size = { width: panel.offsetWidth, height: panel.offsetHeight };
  const corner = placed(anchor.getBoundingClientRect(), size, view, { side, align, rtl });
  panel.style.left = `${corner.left}px`;
  panel.style.top = `${corner.top}px`;
}

/** Keeps the panel beside its anchor while the page moves below it. */
function usePlacing({ anchor, panel }: Popover, side: Side, align: Align): void {
  useLayoutEffect(() => {
    const [button, shown] = [anchor.current, panel.current];
    if (!button || !shown) return;
    // In the top layer no card cuts it off. Where that is missing, it lies below its button.
    shown.showPopover?.();
    const update = () => place(button, shown, side, align);
    update();
    addEventListener("scroll", update, { capture: true, passive: true });
    addEventListener("resize", update);
    return () => {
      removeEventListener("scroll", update, { capture: true });
      removeEventListener("resize", update);
    };
  });
}

/** At once, so that what is typed next already goes there. */
function useFirstFocus({ panel }: Popover): void {
  useLayoutEffect(() => {
    panel.current?.querySelector<HTMLElement>("[data-focus]")?.focus({ preventScroll: true });
  }, []);
}

/** Closes when somebody presses elsewhere. */
function useLeaving({ anchor, panel, hide }: Popover): void {
  useEffect(() => {
    const pressed = (event: Event) => {
      const path = event.composedPath();
      const inside = [anchor.current, panel.current].some((one) => one && path.includes(one));
      if (!inside) hide({ focus: false });
    };
    addEventListener("pointerdown", pressed, { capture: true });
    return () => removeEventListener("pointerdown", pressed, { capture: true });
  });
}

/** What ends it from within: Escape, or the focus going elsewhere. */
function endings(popover: Popover) {
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    event.preventDefault();
    popover.hide();
  }

  function onFocusOut(event: FocusEvent) {
    const next = event.relatedTarget;
    const stays = !(next instanceof Node) || popover.panel.current?.contains(next);
    if (!stays && next !== popover.anchor.current) popover.hide({ focus: false });
  }

  return { onKeyDown, onFocusOut };
}

/** Drawn only while it is open. The focus goes to what has `data-focus`. */
export function PopoverPanel(props: {
  popover: Popover;
  class: string;
  side?: Side | undefined;
  align?: Align | undefined;
  role: "dialog" | "group";
  label: string | undefined;
  children: ComponentChildren;
}): JSX.Element {
  const { popover } = props;
  usePlacing(popover, props.side ?? "bottom", props.align ?? "start");
  useFirstFocus(popover);
  useLeaving(popover);

  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: its role is dialog or group
    <div
      ref={popover.panel}
      popover="manual"
      class={`ck-popover ${props.class}`}
      role={props.role}
      aria-label={props.label}
      tabIndex={-1}
      {...endings(popover)}
    >
      {props.children}
    </div>
  );
}
