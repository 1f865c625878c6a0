import type { ComponentChildren, JSX } from "preact";
import { useEffect, useId, useState } from "preact/hooks";
import "./looks";
import { useWords } from "../i18n";
import { Icon } from "../icons/icon";
import { rootsCss } from "../theme/roots.css";
import { addStyles } from "../theme/sheet";
import { ActionButton } from "./button";
import { cardStyle, scheme } from "./card";
import { FormScope } from "./form";
import { StatusLine } from "./status";
import { box, compact, spacing } from "./style";
import { firstText, textOf } from "./tree";
import type { NodeOf } from "./types";

addStyles(rootsCss);

type CardNode = NodeOf<"Card">;

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

/** A card that can be answered, folded or filled in. */
export function FullCard({ node, children }: { node: CardNode; children: ComponentChildren }) {
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

/** A root without a frame of its own: a column, unless it says otherwise. */
export function Basic(props: { node: NodeOf<"Basic">; children: ComponentChildren }): JSX.Element {
  const { node } = props;
  const theme = scheme(node.theme);
  const style = { ...box(node), ...compact({ colorScheme: theme }) };
  const row = node.direction === "row";
  return (
    <div
      class={row ? "ck-box ck-across ck-basic" : "ck-box ck-basic"}
      data-theme={theme}
      style={style}
    >
      {props.children}
    </div>
  );
}
