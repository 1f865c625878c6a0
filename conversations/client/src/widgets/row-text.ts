import { createContext } from "preact";
import { useContext, useId, useMemo } from "preact/hooks";
import { firstText } from "./tree";
import type { NodeOf, WidgetNode } from "./types";

/** The text that says what a Row is about, so that the "Review" of one row differs from the next. */
export interface RowText {
  node: WidgetNode;
  id: string;
}

export const RowTextContext = createContext<RowText | null>(null);

/** The first text of this row, or of the row around it when it has none. */
export function useRowText(row: NodeOf<"Row">): RowText | null {
  const outer = useContext(RowTextContext);
  const id = useId();
  return useMemo(() => {
    const node = firstText(row);
    return node ? { node, id } : outer;
  }, [row, id, outer]);
}

/** The DOM id of `node`, if its row's buttons refer to it. */
export function useTextId(node: WidgetNode): string | undefined {
  const text = useContext(RowTextContext);
  return text?.node === node ? text.id : undefined;
}

/** What describes a button inside a row. */
export function useButtonDescription(): string | undefined {
  return useContext(RowTextContext)?.id;
}
