import type { ComponentChildren, JSX } from "preact";
import { useWords } from "../i18n";
import { borderColor, length, space } from "./css-values";
import { RowTextContext, useRowText } from "./row-text";
import { box, compact } from "./style";
import type { NodeOf } from "./types";

type BoxNode = NodeOf<"Box"> | NodeOf<"Row"> | NodeOf<"Col">;
type Props<T extends BoxNode["type"]> = { node: NodeOf<T>; children: ComponentChildren };

/** What scrolls can be reached by keyboard, and so has a name. */
function useScrolling(node: BoxNode) {
  const { text } = useWords();
  return node.scrollable
    ? { role: "group" as const, tabIndex: 0, "aria-label": text.scrollable, "data-scrollable": "" }
    : {};
}

export function Box({ node, children }: Props<"Box">): JSX.Element {
  const row = node.direction === "row";
  return (
    <div class={row ? "ck-box ck-across" : "ck-box"} style={box(node)} {...useScrolling(node)}>
      {children}
    </div>
  );
}

export function Row({ node, children }: Props<"Row">): JSX.Element {
  const text = useRowText(node);
  return (
    <div class="ck-box ck-across ck-row" style={box(node)} {...useScrolling(node)}>
      <RowTextContext.Provider value={text}>{children}</RowTextContext.Provider>
    </div>
  );
}

export function Col({ node, children }: Props<"Col">): JSX.Element {
  return (
    <div class="ck-box ck-col" style={box(node)} {...useScrolling(node)}>
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
  const style = compact({
    borderColor: borderColor(node.color),
    "--line": length(node.size),
    "--gap": space(node.spacing),
  });
  return <hr class="ck-divider" data-flush={node.flush ? "" : undefined} style={style} />;
}
