import type { ComponentChildren, JSX } from "preact";
import { useEffect, useId, useState } from "preact/hooks";
import { Icon } from "../icons/icon";
import { safeImageUrl } from "../text/urls";
import { ActionButton } from "./button";
import { background } from "./css-values";
import { FormScope } from "./form";
import { border, compact, type Style, spacing } from "./style";
import type { NodeOf } from "./types";

type CardNode = NodeOf<"Card">;
type Status = NonNullable<CardNode["status"]>;

export function StatusLine({ status }: { status: Status }): JSX.Element {
  const icon = "icon" in status ? status.icon : undefined;
  const favicon = "favicon" in status ? safeImageUrl(status.favicon, []) : undefined;
  return (
    <span class="ck-status" dir="auto">
      {icon ? <Icon name={icon} size="16px" /> : null}
      {favicon ? <img src={favicon} alt="" width="16" height="16" /> : null}
      {status.text}
    </span>
  );
}

/** The confirm and cancel buttons at the foot of a card. */
function CardActions({ node }: { node: CardNode }): JSX.Element | null {
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
        />
      ) : null}
      {confirm ? (
        <ActionButton
          node={{ type: "Button", label: confirm.label, style: "primary" }}
          type={node.asForm ? "submit" : "button"}
          action={confirm.action}
          auto="container"
        />
      ) : null}
    </div>
  );
}

function cardStyle(node: CardNode): Style {
  return {
    ...compact({ background: background(node.background), colorScheme: scheme(node.theme) }),
    ...border(node.border),
  };
}

export function scheme(theme: unknown): string | undefined {
  return theme === "light" || theme === "dark" ? theme : undefined;
}

/** The status line as the button that opens and closes a collapsed card. */
function Disclosure(props: { status: Status; open: boolean; body: string; toggle(): void }) {
  return (
    <button
      type="button"
      class="ck-disclosure"
      aria-expanded={props.open}
      aria-controls={props.body}
      onClick={props.toggle}
    >
      <StatusLine status={props.status} />
      <Icon name={props.open ? "lucide:chevron-up" : "lucide:chevron-down"} size="18px" />
    </button>
  );
}

/** A card. A collapsed one shows its status only, until it is opened. */
export function Card({ node, children }: { node: CardNode; children: ComponentChildren }) {
  const body = useId();
  const [open, setOpen] = useState(!node.collapsed);
  useEffect(() => setOpen(!node.collapsed), [node.collapsed]);
  const collapsible = node.collapsed !== undefined && !!node.status;
  const shown = open || !collapsible;
  return (
    <article
      class="ck-card"
      data-size={node.size ?? "md"}
      style={cardStyle(node)}
      aria-label={node.status?.text}
    >
      {node.status && collapsible ? (
        <Disclosure status={node.status} open={open} body={body} toggle={() => setOpen(!open)} />
      ) : null}
      {node.status && !collapsible ? <StatusLine status={node.status} /> : null}
      <CardBody node={node} id={body} hidden={!shown}>
        {children}
        <CardActions node={node} />
      </CardBody>
    </article>
  );
}

function CardBody(props: {
  node: CardNode;
  id: string;
  hidden: boolean;
  children: ComponentChildren;
}) {
  const { node } = props;
  const style = spacing("padding", node.padding);
  return (
    <div id={props.id} hidden={props.hidden}>
      {node.asForm ? (
        <FormScope class="ck-card-body" style={style} action={node.confirm?.action}>
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
