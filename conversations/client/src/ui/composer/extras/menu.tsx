import type { JSX, RefObject } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../../../icons/icon";

export interface MenuItem {
  key: string;
  label: string;
  description?: string | undefined;
  icon?: string | undefined;
  isChosen: boolean;
  isDisabled?: boolean | undefined;
  pick(): void;
}

/** A button that opens a menu of which one entry can be chosen. */
export function MenuButton(props: {
  class: string;
  label: string;
  icon?: string;
  /** Shown beside the icon. */
  caption?: string;
  menuLabel: string;
  items: readonly MenuItem[];
  isDisabled: boolean;
  atEnd?: boolean;
}): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const menuId = useId();
  const whole = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div
      class="menu-button"
      ref={whole}
      onFocusOut={({ relatedTarget }) => {
        if (!(relatedTarget instanceof Node && whole.current?.contains(relatedTarget)))
          setOpen(false);
      }}
    >
      <button
        type="button"
        ref={button}
        class={props.class}
        aria-label={props.label}
        title={props.label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? menuId : undefined}
        disabled={props.isDisabled}
        onClick={() => {
          button.current?.focus(); // Safari's click doesn't, and then nothing tells that it is left
          setOpen(!isOpen);
        }}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        {props.icon && <Icon name={props.icon} size={20} />}
        {props.caption !== undefined && <span class="caption">{props.caption}</span>}
        {props.caption !== undefined && <Icon name="lucide:chevron-down" size={16} />}
      </button>
      {isOpen && (
        <Menu
          id={menuId}
          label={props.menuLabel}
          items={props.items}
          atEnd={props.atEnd ?? false}
          onClose={close}
        />
      )}
    </div>
  );
}

function Menu(props: {
  id: string;
  label: string;
  items: readonly MenuItem[];
  atEnd: boolean;
  onClose: () => void;
}): JSX.Element {
  const { items, onClose } = props;
  const list = useRef<HTMLDivElement>(null);
  // Before the next key can come.
  useLayoutEffect(() => {
    const chosen = items.findIndex(({ isChosen }) => isChosen);
    focusItem(list, Math.max(chosen, 0));
  }, []);
  return (
    <div
      ref={list}
      id={props.id}
      class={props.atEnd ? "popup menu at-end" : "popup menu"}
      role="menu"
      aria-label={props.label}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
        else if (!moveFocus(list, items, event.key)) return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      {items.map((item) => (
        <button
          key={item.key}
          type="button"
          class="option"
          role="menuitemradio"
          tabIndex={-1}
          aria-checked={item.isChosen}
          aria-disabled={item.isDisabled}
          onClick={() => {
            if (item.isDisabled) return;
            onClose();
            item.pick();
          }}
        >
          {item.icon && <Icon name={item.icon} size={18} />}
          <span class="option-text">
            <bdi>{item.label}</bdi>
            {item.description && (
              <small>
                <bdi>{item.description}</bdi>
              </small>
            )}
          </span>
          <span class="mark">{item.isChosen && <Icon name="check" size={18} />}</span>
        </button>
      ))}
    </div>
  );
}

type List = RefObject<HTMLElement | null>;

function buttons(list: List): HTMLElement[] {
  return [...(list.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];
}

function focusItem(list: List, at: number): void {
  buttons(list)[at]?.focus();
}

/** @returns whether the key was one for moving */
function moveFocus(list: List, items: readonly MenuItem[], key: string): boolean {
  const all = buttons(list);
  const at = all.findIndex((button) => button.matches(":focus"));
  const next = target(key, at, items);
  if (next === null) return false;
  focusItem(list, (next + all.length) % all.length);
  return true;
}

function target(key: string, at: number, items: readonly MenuItem[]): number | null {
  if (key === "ArrowDown") return at + 1;
  if (key === "ArrowUp") return at - 1;
  if (key === "Home") return 0;
  if (key === "End") return items.length - 1;
  if (key.length !== 1 || key === " ") return null;
  const order = [...items.keys()].map((offset) => (at + 1 + offset) % items.length);
  const begins = (label = "") => label.toLocaleLowerCase().startsWith(key.toLocaleLowerCase());
  return order.find((index) => begins(items[index]?.label)) ?? null;
}
