import { createElement, type JSX } from "preact";
import { Lazy, useLazy } from "../lazy";
import { coreIcons } from "./core";

/** Some 130 more drawings, and the way to all others, for the first icon that the core doesn't have. */
export const moreIcons = new Lazy("icons", () => import("./more"));

/**
 * A built-in ChatKit icon or `lucide:NAME`, decorative unless it has a label. Its place is kept until
 * it is there; one that no version here knows is nothing.
 */
export function Icon(props: {
  name: string;
  size?: number | string;
  label?: string;
}): JSX.Element | null {
  const { name, size = "1.25em", label } = props;
  const core = Object.hasOwn(coreIcons, name) ? coreIcons[name] : undefined;
  const more = useLazy(moreIcons, !core && name !== "");
  const rest = useLazy(more?.rest(name) ?? moreIcons, more !== undefined);
  const nodes = core ?? more?.drawing(name) ?? rest?.drawing(name);
  if (!nodes && (rest || !name)) return null;
  const length = typeof size === "number" ? `${size}px` : size;
  return (
    <svg
      class={!core && more?.isFilled(name) ? "ck-icon ck-icon-filled" : "ck-icon"}
      viewBox="0 0 24 24"
      width={length}
      height={length}
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : "true"}
      focusable="false"
    >
      {nodes?.map(([tag, attributes]) => createElement(tag, attributes))}
    </svg>
  );
}
