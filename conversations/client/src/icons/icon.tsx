import { createElement, type JSX } from "preact";
import { drawings } from "./drawings";
import { builtIn, filled } from "./names";

/** The drawing of a built-in ChatKit name or of `lucide:NAME`; undefined when there is none. */
function drawing(name: string) {
  const lucideName = name.startsWith("lucide:")
    ? name.slice("lucide:".length)
    : Object.hasOwn(builtIn, name)
      ? builtIn[name as keyof typeof builtIn]
      : "";
  return Object.hasOwn(drawings, lucideName)
    ? drawings[lucideName as keyof typeof drawings]
    : undefined;
}

/** A built-in ChatKit icon or `lucide:NAME`, decorative unless it has a label. Unknown: nothing. */
export function Icon(props: {
  name: string;
  size?: number | string;
  label?: string;
}): JSX.Element | null {
  const { name, size = "1.25em", label } = props;
  const nodes = drawing(name);
  if (!nodes) return null;
  const length = typeof size === "number" ? `${size}px` : size;
  return (
    <svg
      class={filled.has(name) ? "ck-icon ck-icon-filled" : "ck-icon"}
      viewBox="0 0 24 24"
      width={length}
      height={length}
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : "true"}
      focusable="false"
    >
      {nodes.map(([tag, attributes]) => createElement(tag, attributes))}
    </svg>
  );
}
