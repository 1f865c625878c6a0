import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { Icon } from "../icons/icon";
import type { WidgetAction } from "./actions";
import { wantLooks, word } from "./css-values";
import { useForm } from "./form";
import { useButtonDescription } from "./row-text";
import type { NodeOf } from "./types";
import { useWidget } from "./use-actions";

const ICON_SIZES: Record<string, string> = {
  sm: "14px",
  md: "16px",
  lg: "18px",
  xl: "20px",
  "2xl": "24px",
};

/** Whether it looks like none of a plain quiz. */
function isRare({ color, variant, size, pill, block, uniform, label }: NodeOf<"Button">): boolean {
  const plainColor = !color || color === "primary" || color === "secondary";
  const plainSize = (size ?? "lg") === "lg";
  return !plainColor || !plainSize || variant === "soft" || !!(pill || block || uniform || !label);
}

function look(node: NodeOf<"Button">) {
  wantLooks(isRare(node));
  const color = node.color ?? (node.style === "primary" ? "primary" : "secondary");
  return {
    "data-color": color,
    "data-variant": node.variant ?? "solid",
    "data-size": node.size ?? "lg",
    "data-pill": node.pill ? "" : undefined,
    "data-block": node.block ? "" : undefined,
    "data-uniform": node.uniform || !node.label ? "" : undefined,
  };
}

/** The name of a button that shows an icon only: the icon's, in words. */
function spoken(icon: string | undefined): string | undefined {
  return icon?.replace(/^lucide:/, "").replaceAll("-", " ");
}

export function Button({ node }: { node: NodeOf<"Button"> }): JSX.Element {
  const form = useForm();
  const own: WidgetAction | undefined = node.onClickAction ?? undefined;
  const submits = !!node.submit && !!form;
  const submitAction = form?.action ?? own;
  return (
    <ActionButton
      node={node}
      type={submits ? "submit" : "button"}
      action={submits ? submitAction : own}
      onPress={submits && !form?.action ? () => void form?.submit(own) : undefined}
    />
  );
}

/**
 * A button that fires its action, or submits its form (`type="submit"`).
 * It stays focusable while it waits, so that the keyboard does not lose its place.
 */
export function ActionButton(props: Pressed & { node: NodeOf<"Button"> }): JSX.Element {
  const { node } = props;
  const { spins, waits, press } = usePress(props);
  const description = useButtonDescription();
  const size = word(ICON_SIZES, node.iconSize ?? "lg");
  return (
    <button
      type={props.type}
      class="ck-button"
      {...look(node)}
      disabled={node.disabled}
      aria-disabled={waits && !node.disabled ? "true" : undefined}
      aria-label={node.label ? undefined : spoken(node.iconStart ?? node.iconEnd)}
      aria-describedby={description}
      onClick={press}
    >
      {spins ? <span class="ck-spinner" /> : null}
      {node.iconStart && !spins ? <Icon name={node.iconStart} size={size} /> : null}
      {node.label ? <span class="ck-button-label">{node.label}</span> : null}
      {node.iconEnd ? <Icon name={node.iconEnd} size={size} /> : null}
    </button>
  );
}

type Pressed = {
  type: "submit" | "button";
  action: WidgetAction | undefined;
  auto?: "self" | "container";
  onPress?: (() => void) | undefined;
  /** The action was sent and answered. */
  onDone?: () => void;
};

function usePress(props: Pressed) {
  const { type, action, auto = "self" } = props;
  const widget = useWidget();
  const form = useForm();
  const id = useId();
  const source = type === "submit" && form ? form.source : id;
  const spins = widget.pending?.source === source;
  const waits = widget.waits(action) || !!widget.pending;

  function press(event: Event) {
    if (waits) return event.preventDefault();
    if (type === "submit" && !props.onPress) return;
    event.preventDefault();
    if (props.onPress) props.onPress();
    else if (action) void fire(action);
  }

  async function fire(action: WidgetAction) {
    const done = await widget.fire({ action, auto, source, fields: form?.element() });
    if (done) props.onDone?.();
  }

  return { spins, waits, press };
}
