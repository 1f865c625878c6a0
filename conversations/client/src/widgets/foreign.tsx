import type { ComponentChildren, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import "./looks";
import { Custom } from "./custom";
import { type CustomNode, customDrawing, onCustomAdded } from "./custom-registry";
import { useHost } from "./host";

/** A type that is not built in: the page's own component, else nothing, which is told once. */
export function Foreign(props: {
  node: CustomNode;
  children: ComponentChildren;
}): JSX.Element | null {
  const { node, children } = props;
  const host = useHost();
  const draw = customDrawing(node.type);
  const [, redraw] = useState(0);
  useEffect(() => onCustomAdded(() => redraw((count) => count + 1)), []);
  useEffect(() => {
    if (draw || host.unknown.has(node.type)) return;
    host.unknown.add(node.type);
    host.log("widget.unknown", { component: node.type });
  }, [draw, node.type]);
  if (!draw) return null;
  return (
    <Custom node={node} draw={draw}>
      {children}
    </Custom>
  );
}
