import type { ComponentChildren, JSX } from "preact";
import { borderColor, length, space } from "./css-values";
import { RowTextContext, useRowText } from "./row-text";
import { box, compact } from "./style";
import type { NodeOf } from "./types";

type Props<T extends "Box" | "Row" | "Col"> = { node: NodeOf<T>; children: ComponentChildren };

export function Box({ node, children }: Props<"Box">): JSX.Element {
  return (
    <div class="ck-box" style={box(node)}>
      {children}
    </div>
  );
}

export function Row({ node, children }: Props<"Row">): JSX.Element {
  const text = useRowText(node);
  return (
    <div class="ck-box ck-row" style={box(node)}>
      <RowTextContext.Provider value={text}>{children}</RowTextContext.Provider>
    </div>
  );
}

export function Col({ node, children }: Props<"Col">): JSX.Element {
  return (
    <div class="ck-box ck-col" style={box(node)}>
      {children}
    </div>
  );
}

export function Spacer({ node }: { node: NodeOf<"Spacer"> }): JSX.Element {
  return <div class="ck-spacer" style={compact({ minWidth: length(node.minSize) })} />;
}

export function Divider({ node }: { node: NodeOf<"Divider"> }): JSX.Element {
  const style = compact({
    borderTopColor: borderColor(node.color),
    borderTopWidth: length(node.size),
    marginBlock: space(node.spacing),
  });
  return <hr class="ck-divider" data-flush={node.flush ? "" : undefined} style={style} />;
}
