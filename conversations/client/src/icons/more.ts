import type { IconNode } from "lucide";
import { Lazy } from "../lazy";
import { drawings } from "./drawings";
import { builtIn, filled } from "./names";
import { type Shelf, shelves } from "./shelves";

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

type Rest = Lazy<{ drawing: typeof drawing }>;

const rests = new Map<string, Rest>();

/** Where any other `lucide:NAME` is; undefined for what is none. */
export function rest(name: string): Rest | undefined {
  const letter = /^lucide:([a-z])/.exec(name)?.[1] ?? "";
  const load = Object.hasOwn(shelves, letter) ? shelves[letter] : undefined;
  if (!load || drawing(name)) return undefined;
  const known = rests.get(letter) ?? new Lazy("icons", async () => onShelf((await load()).default));
  rests.set(letter, known);
  return known;
}

function onShelf(shelf: Shelf): { drawing: typeof drawing } {
  const find = (name: string) => name.slice("lucide:".length);
  return { drawing: (name) => (Object.hasOwn(shelf, find(name)) ? shelf[find(name)] : undefined) };
}
