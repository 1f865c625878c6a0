import type { ComponentChildren, JSX } from "preact";
import { borderColor, length, space, wantLooks } from "./css-values";
import { RowTextContext, useRowText } from "./row-text";
import { box, compact } from "./style";
import type { NodeOf } from "./types";
import { useScrolling } from "./use-scrolling";

type BoxNode = NodeOf<"Box"> | NodeOf<"Row"> | NodeOf<"Col">;
type Props<T extends BoxNode["type"]> = { node: NodeOf<T>; children: ComponentChildren };

function useGroup(node: BoxNode) {
  return { ...useScrolling(node), role: node.scrollable ? ("group" as const) : undefined };
}

export function Box({ node, children }: Props<"Box">): JSX.Element {
  const row = node.direction === "row";
  return (
    <div class={row ? "ck-box ck-across" : "ck-box"} style={box(node)} {...useGroup(node)}>
      {children}
    </div>
  );
}

export function Row({ node, children }: Props<"Row">): JSX.Element {
  const text = useRowText(node);
  return (
    <div class="ck-box ck-across ck-row" style={box(node)} {...useGroup(node)}>
      <RowTextContext.Provider value={text}>{children}</RowTextContext.Provider>
    </div>
  );
}

export function Col({ node, children }: Props<"Col">): JSX.Element {
  return (
    <div class="ck-box ck-col" style={box(node)} {...useGroup(node)}>
      {children}
    </div>
  );
}

/** Takes the room that is left, along whichever direction its container has. */
export function Spacer({ node }: { node: NodeOf<"Spacer"> }): JSX.Element {
  const least = length(node.minSize);
  return <div class="ck-spacer" style={compact({ flex: least && `1 0 ${least}` })} />;
}

/** A line across its container: below the last thing, or between two things side by side. */
export function Divider({ node }: { node: NodeOf<"Divider"> }): JSX.Element {
  wantLooks(node.flush);
  const style = compact({
    borderColor: borderColor(node.color),
    "--line": length(node.size),
    "--gap": space(node.spacing),
  });
  return <hr class="ck-divider" data-flush={node.flush ? "" : undefined} style={style} />;
}
