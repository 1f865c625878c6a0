/** Walking a widget's nodes, which come from outside and may be anything. */
import type { WidgetNode } from "./types";

/** A value that looks like a node, or undefined. Its type may still be unknown. */
export function asNode(value: unknown): WidgetNode | undefined {
  const isNode =
    typeof value === "object" &&
    value !== null &&
    typeof (value as { type?: unknown }).type === "string";
  return isNode ? (value as WidgetNode) : undefined;
}

export function childrenOf(node: WidgetNode): WidgetNode[] {
  const { children } = node as { children?: unknown };
  const list = Array.isArray(children) ? children : [children];
  return list.map(asNode).filter((child) => child !== undefined);
}

/** What makes a control another one: when this changes, its entry and its focus are dropped. */
function controlIdentity(node: WidgetNode): unknown[] {
  switch (node.type) {
    case "RadioGroup":
      return [node.name, node.ariaLabel, node.defaultValue, node.disabled, node.options];
    case "Checkbox":
      return [node.name, node.label, node.defaultChecked, node.disabled];
    case "Select":
      return [node.name, node.defaultValue, node.disabled, node.options];
    case "DatePicker":
      return [node.name, node.defaultValue, node.disabled, node.min, node.max];
    case "Text":
      return node.editable ? [node.editable.name, node.value] : [];
    case "Button":
      return [node.label, node.submit];
    case "Input":
    case "Textarea":
      return [node.name, node.defaultValue, node.disabled];
    default:
      return [];
  }
}

/** A key for each child: its own `key` or `id`, else its type and place. Never twice the same. */
export function keysOf(nodes: readonly WidgetNode[]): string[] {
  const used = new Set<string>();
  return nodes.map((node, index) => {
    const identity = controlIdentity(node);
    const own = node.key ?? node.id ?? `${node.type}-${index}`;
    const wanted = identity.length ? `${own} ${JSON.stringify(identity)}` : own;
    const key = used.has(wanted) ? `${wanted} ${index}` : wanted;
    used.add(key);
    return key;
  });
}

const TEXTS = new Set<string>(["Text", "Markdown", "Title", "Caption"]);

/** The first text below a node: what a row of it is about. */
export function firstText(root: WidgetNode): WidgetNode | undefined {
  for (const child of childrenOf(root)) {
    const found = TEXTS.has(child.type) ? child : firstText(child);
    if (found) return found;
  }
  return undefined;
}

export function textOf(node: WidgetNode | undefined): string {
  return node && "value" in node && typeof node.value === "string" ? node.value : "";
}

/** Whether something in here is to be filled in. */
export function hasForm(root: WidgetNode): boolean {
  const isForm = root.type === "Form" || (root.type === "Card" && !!root.asForm);
  return isForm || childrenOf(root).some(hasForm);
}

/** The field names that a Label of this widget names. */
export function labelledFields(root: WidgetNode): Set<string> {
  const found = new Set<string>();
  const visit = (node: WidgetNode) => {
    if (node.type === "Label") found.add(node.fieldName);
    childrenOf(node).forEach(visit);
  };
  visit(root);
  return found;
}
