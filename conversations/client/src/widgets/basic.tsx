import type { ComponentChildren, JSX } from "preact";
import { scheme } from "./card";
import { box, compact } from "./style";
import type { NodeOf } from "./types";

/** A root without a frame of its own. */
export function Basic(props: { node: NodeOf<"Basic">; children: ComponentChildren }): JSX.Element {
  const { node } = props;
  const style = { ...box(node), ...compact({ colorScheme: scheme(node.theme) }) };
  return (
    <div class="ck-box ck-basic" style={style}>
      {props.children}
    </div>
  );
}
