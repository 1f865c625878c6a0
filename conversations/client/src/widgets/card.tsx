import type { ComponentChildren, JSX } from "preact";
import { background } from "./css-values";
import { StatusLine } from "./status";
import { block, compact, type Style, spacing } from "./style";
import type { NodeOf } from "./types";

type CardNode = NodeOf<"Card">;

export function scheme(theme: unknown): "light" | "dark" | undefined {
  return theme === "light" || theme === "dark" ? theme : undefined;
}

export function cardStyle(node: CardNode): Style {
  return {
    ...compact({ background: background(node.background), colorScheme: scheme(node.theme) }),
    ...block(node.border == null ? {} : { border: node.border }),
  };
}

/** A card to be looked at. What can be answered, folded or filled in is a `FullCard`. */
export function Card(props: { node: CardNode; children: ComponentChildren }): JSX.Element {
  const { node, children } = props;
  return (
    <article
      class="ck-card"
      data-size={node.size ?? "md"}
      style={cardStyle(node)}
      aria-label={node.status?.text}
    >
      {node.status ? <StatusLine status={node.status} /> : null}
      <div>
        <div class="ck-card-body" style={spacing("padding", node.padding)}>
          {children}
        </div>
      </div>
    </article>
  );
}

export function isFull(node: CardNode): boolean {
  return !!(node.asForm || node.confirm || node.cancel) || typeof node.collapsed === "boolean";
}
