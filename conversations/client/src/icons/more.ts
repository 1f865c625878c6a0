import type { IconNode } from "lucide";
import { drawings } from "./drawings";
import { builtIn, filled } from "./names";

/** The drawing of a built-in ChatKit name or of `lucide:NAME`; undefined when there is none. */
export function drawing(name: string): IconNode | undefined {
  const lucideName = name.startsWith("lucide:")
    ? name.slice("lucide:".length)
    : Object.hasOwn(builtIn, name)
      ? builtIn[name as keyof typeof builtIn]
      : "";
  return Object.hasOwn(drawings, lucideName)
    ? drawings[lucideName as keyof typeof drawings]
    : undefined;
}

export function isFilled(name: string): boolean {
  return filled.has(name);
}
