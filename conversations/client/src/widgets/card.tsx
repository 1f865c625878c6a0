import type { ComponentChildren, JSX } from "preact";
import { useEffect, useId, useState } from "preact/hooks";
import { useWords } from "../i18n";
import { Icon } from "../icons/icon";
import { ActionButton } from "./button";
import { background } from "./css-values";
import { FormScope } from "./form";
import { StatusLine } from "./status";
import { block, compact, type Style, spacing } from "./style";
import { firstText, textOf } from "./tree";
import type { NodeOf } from "./types";

type CardNode = NodeOf<"Card">;

export function scheme(theme: unknown): "light" | "dark" | undefined {
  return theme === "light" || theme === "dark" ? theme : undefined;
}

function cardStyle(node: CardNode): Style {
  return {
    ...compact({ background: background(node.background), colorScheme: scheme(node.theme) }),
    ...block(node.border == null ? {} : { border: node.border }),
  };
}

/** The confirm and cancel buttons at the foot of a card. */
function CardActions({ node, onDone }: { node: CardNode; onDone(): void }): JSX.Element | null {
  const { confirm, cancel } = node;
  if (!confirm && !cancel) return null;
  return (
    <div class="ck-card-actions">
      {cancel ? (
        <ActionButton
          node={{ type: "Button", label: cancel.label, variant: "outline" }}
          type="button"
          action={cancel.action}
          auto="container"
          onDone={onDone}
        />
      ) : null}
      {confirm ? (
        <ActionButton
          node={{ type: "Button", label: confirm.label, style: "primary" }}
          type={node.asForm ? "submit" : "button"}
          action={confirm.action}
          auto="container"
          onDone={onDone}
        />
      ) : null}
    </div>
  );
}

/**
 * Whether the body of a card is hidden behind its heading. A collapsed card with confirm or
 * cancel stays open until one of them was answered.
 */
function useCollapsing(node: CardNode) {
  const collapsible = typeof node.collapsed === "boolean";
  const decides = !!node.confirm || !!node.cancel;
  const [open, setOpen] = useState(!node.collapsed || decides);
  useEffect(() => setOpen(!node.collapsed || decides), [node.collapsed, decides]);
  return {
    collapsible: collapsible && !(decides && open),
    open: open || !collapsible,
    toggle: () => setOpen(!open),
    onDone: () => node.collapsed && setOpen(false),
  };
}

/** The heading of a card as the button that opens and closes it. */
function Disclosure(props: { node: CardNode; open: boolean; body: string; toggle(): void }) {
  const { text } = useWords();
  const { status } = props.node;
  return (
    <button
      type="button"
      class="ck-disclosure"
      aria-expanded={props.open}
      aria-controls={props.body}
      onClick={props.toggle}
    >
      {status ? (
        <StatusLine status={status} />
      ) : (
        <span dir="auto">{textOf(firstText(props.node)) || text.details}</span>
      )}
      <Icon name={props.open ? "lucide:chevron-up" : "lucide:chevron-down"} size="18px" />
    </button>
  );
}

/** A card, a form of its own if it says so. */
export function Card({ node, children }: { node: CardNode; children: ComponentChildren }) {
  const body = useId();
  const { collapsible, open, toggle, onDone } = useCollapsing(node);
  return (
    <article
      class="ck-card"
      data-size={node.size ?? "md"}
      style={cardStyle(node)}
      aria-label={node.status?.text}
    >
      {collapsible ? <Disclosure node={node} open={open} body={body} toggle={toggle} /> : null}
      {node.status && !collapsible ? <StatusLine status={node.status} /> : null}
      <CardBody node={node} id={body} hidden={!open} onDone={onDone}>
        {children}
        <CardActions node={node} onDone={onDone} />
      </CardBody>
    </article>
  );
}

function CardBody(props: {
  node: CardNode;
  id: string;
  hidden: boolean;
  onDone(): void;
  children: ComponentChildren;
}) {
  const { node, onDone } = props;
  const style = spacing("padding", node.padding);
  return (
    <div id={props.id} hidden={props.hidden}>
      {node.asForm ? (
        <FormScope class="ck-card-body" style={style} action={node.confirm?.action} onDone={onDone}>
          {props.children}
        </FormScope>
      ) : (
        <div class="ck-card-body" style={style}>
          {props.children}
        </div>
      )}
    </div>
  );
}
