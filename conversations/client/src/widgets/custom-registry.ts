/** Components that a page draws itself, beside those of ChatKit. */
import type { WidgetAction } from "./actions";

/** A node as a server sent it. Its properties may be anything. */
export interface CustomNode {
  type: string;
  key?: string;
  id?: string;
  [property: string]: unknown;
}

export interface CustomTools {
  /** What was returned last time: change it and return it again, or return another node. */
  readonly previous: Node | null;
  /** Holds the node's children, drawn by the chat and kept up to date: put it where they belong. */
  readonly children: HTMLElement;
  /** The language and direction of the chat. */
  readonly locale: string;
  readonly direction: "ltr" | "rtl";
  /** Aborted when the component goes. */
  readonly signal: AbortSignal;
  /** Sends an action, with the values of the form around it. Resolves with whether it was answered. */
  dispatch(action: WidgetAction): Promise<boolean>;
}

/** Draws a node: called when it appears and whenever it changed. */
export type DrawCustom = (node: CustomNode, tools: CustomTools) => Node;

const registered = new Map<string, DrawCustom>();
const listeners = new Set<() => void>();

export function customDrawing(type: string): DrawCustom | undefined {
  return registered.get(type);
}

export function addCustom(type: string, draw: DrawCustom): void {
  registered.set(type, draw);
  for (const listener of listeners) listener();
}

/** Told when a component was registered, so that widgets shown before it are drawn again. */
export function onCustomAdded(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
