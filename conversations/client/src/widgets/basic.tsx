import type { ComponentChildren, JSX } from "preact";
import { scheme } from "./card";
import { box, compact } from "./style";
import type { NodeOf } from "./types";

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
