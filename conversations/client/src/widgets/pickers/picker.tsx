import type { ComponentChildren, JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { useWords } from "../../i18n";
import { Icon } from "../../icons/icon";
import type { WidgetAction } from "../actions";
import { FieldBox, useChange, useDescription, useFieldId, useName } from "../field";
import { useForm } from "../form";
import type { NodeOf } from "../types";
import type { Popover } from "./popover";

type PickerNode = NodeOf<"Select"> | NodeOf<"DatePicker">;

/** The chosen value of a picker; choosing another tells its form and fires its action. */
export function usePicked(node: PickerNode) {
  const [value, setValue] = useState(node.defaultValue ?? "");
  const change = useChange((node.onChangeAction ?? undefined) as WidgetAction | undefined);
  const form = useForm();
  const input = useRef<HTMLInputElement>(null);

  function pick(next: string) {
    setValue(next);
    // The form reads its controls at once, before the next drawing.
    if (input.current) input.current.value = next;
    form?.forget(node.name);
    if (next !== value) change({ name: node.name, value: next || null });
  }

  const field = (
    <input
      type="hidden"
      ref={input}
      data-field={node.name}
      value={value}
      disabled={node.disabled}
    />
  );
  return { value, pick, field };
}

/** What pickers look like, from the properties that all of them have. */
export function look(node: PickerNode) {
  return {
    "data-variant": node.variant ?? "outline",
    "data-size": node.size ?? "lg",
    "data-pill": node.pill ? "" : undefined,
    "data-block": node.block ? "" : undefined,
  };
}

/** A control with the button beside it that empties it. */
export function Clearable(props: {
  node: PickerNode;
  empty: boolean;
  onClear(): void;
  children: ComponentChildren;
}): JSX.Element {
  const { node, empty } = props;
  const { text } = useWords();
  return (
    <FieldBox name={node.name} class="ck-picker-field">
      <div class="ck-picker" data-block={node.block ? "" : undefined}>
        {props.children}
        {node.clearable && !empty && !node.disabled ? (
          <button
            type="button"
            class="ck-clear"
            aria-label={text.clearChoice(node.placeholder ?? node.name)}
            onClick={props.onClear}
          >
            <Icon name="lucide:x" size="16px" />
          </button>
        ) : null}
      </div>
    </FieldBox>
  );
}

type Kind = { role: "combobox"; controls: string } | { role: "dialog" };

/** A list is a combobox of its own; a dialog is opened by a button that is named by its value too. */
function useKind(node: PickerNode, kind: Kind, shown: string) {
  const id = useFieldId(node.name);
  const name = useName(node.name, node.placeholder);
  const label = name["aria-label"];
  if (kind.role === "combobox") {
    const popup = { "aria-haspopup": "listbox" as const, "aria-controls": kind.controls };
    return { role: "combobox" as const, ...popup, ...name };
  }
  return {
    "aria-haspopup": "dialog" as const,
    "aria-label": label && (shown ? `${label}: ${shown}` : label),
    "aria-labelledby": name["aria-labelledby"] && `${name["aria-labelledby"]} ${id}-value`,
  };
}

/** The button that opens a picker, with what is chosen. */
export function PickerButton(props: {
  node: PickerNode;
  popover: Popover;
  icon?: string;
  /** What is chosen, in words. */
  shown: string;
  kind: Kind;
}): JSX.Element {
  const { node, popover, shown, icon } = props;
  const id = useFieldId(node.name);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    popover.show();
  }

  return (
    <button
      ref={popover.anchor}
      type="button"
      id={id}
      class="ck-input ck-picker-button"
      {...look(node)}
      {...useKind(node, props.kind, shown)}
      {...useDescription(node.name)}
      aria-expanded={popover.open}
      disabled={node.disabled}
      onKeyDown={onKeyDown}
      onClick={() => (popover.open ? popover.hide() : popover.show())}
    >
      {icon ? <Icon name={icon} size="18px" /> : null}
      <span id={`${id}-value`} data-empty={shown ? undefined : ""} dir="auto">
        {shown || node.placeholder || "–"}
      </span>
      <Icon name="lucide:chevron-down" size="16px" />
    </button>
  );
}
