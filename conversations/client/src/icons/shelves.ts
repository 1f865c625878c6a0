import type { IconNode } from "lucide";

export type Shelf = Readonly<Record<string, IconNode>>;

/** All of Lucide by first letter. The build fills it in (lucide-shelves.mjs); elsewhere it is empty. */
export const shelves: Readonly<Record<string, () => Promise<{ default: Shelf }>>> = {};
