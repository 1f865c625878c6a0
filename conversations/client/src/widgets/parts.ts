/** Components that a plain quiz does without: loaded with the first widget that has one. */
import { createElement } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { Lazy, lazyComponent } from "../lazy";
import { soon } from "../soon";
import { length } from "./css-values";
import { customDrawing } from "./custom-registry";
import { childrenOf } from "./tree";
import type { WidgetNode } from "./types";

/** Keeps the place of a field, so that nothing moves when it comes. */
const place = () => createElement("div", { class: "ck-place" });

const controls = new Lazy("form controls", () => import("./controls"));
export const Label = lazyComponent(controls, (part) => part.Label);
export const EditableText = lazyComponent(controls, (part) => part.EditableText, place);
export const Input = lazyComponent(controls, (part) => part.Input, place);
export const Textarea = lazyComponent(controls, (part) => part.Textarea, place);

const pickers = new Lazy("pickers", () => import("./pickers"));
export const DatePicker = lazyComponent(pickers, (part) => part.DatePicker, place);
export const Select = lazyComponent(pickers, (part) => part.Select, place);

const lists = new Lazy("lists", () => import("./list"));
export const ListView = lazyComponent(lists, (part) => part.ListView);
export const ListViewItem = lazyComponent(lists, (part) => part.ListViewItem);

const roots = new Lazy("cards to answer", () => import("./roots"));
export const Basic = lazyComponent(roots, (part) => part.Basic);
export const FullCard = lazyComponent(roots, (part) => part.FullCard);

const tables = new Lazy("tables", () => import("./table"));
export const Table = lazyComponent(tables, (part) => part.Table);
export const TableCell = lazyComponent(tables, (part) => part.TableCell);
export const TableRow = lazyComponent(tables, (part) => part.TableRow);

const charts = new Lazy("charts", () => import("./chart"));
export const Chart = lazyComponent(
  charts,
  (part) => part.Chart,
  ({ node }) =>
    createElement("div", { style: { height: length(node.height ?? node.size ?? 224) } }),
);

const images = new Lazy("images", () => import("./image"));
export const Image = lazyComponent(images, (part) => part.Image);

const transitions = new Lazy("transitions", () => import("./transition"));
export const Transition = lazyComponent(transitions, (part) => part.Transition);

const custom = new Lazy("custom components", () => import("./foreign"));
export const Foreign = lazyComponent(custom, (part) => part.Foreign);

/** What a form needs before it can be used: without one of these it would send too little. */
const FIELDS: Readonly<Record<string, Lazy<unknown>>> = {
  DatePicker: pickers,
  Input: controls,
  Label: controls,
  Select: pickers,
  Text: controls,
  Textarea: controls,
};

function fieldPart(node: WidgetNode): Lazy<unknown> | undefined {
  if (node.type === "Text" && !node.editable) return undefined;
  if (Object.hasOwn(FIELDS, node.type)) return FIELDS[node.type];
  return customDrawing(node.type) && custom;
}

function fieldParts(node: WidgetNode): Lazy<unknown>[] {
  const own = fieldPart(node);
  return [...(own ? [own] : []), ...childrenOf(node).flatMap(fieldParts)];
}

/** Whether all fields of a widget are drawn; what can't be loaded is not waited for. */
export function useFields(node: WidgetNode | undefined): boolean {
  const parts = useMemo(() => [...new Set(node ? fieldParts(node) : [])], [node]);
  const [tried, setTried] = useState<readonly Lazy<unknown>[]>([]);
  useEffect(() => {
    let mounted = true;
    void Promise.all(parts.map((part) => part.start())).then(() => mounted && setTried(parts));
    return () => {
      mounted = false;
    };
  }, [parts]);
  return parts.every((part) => part.loaded !== undefined || tried.includes(part));
}

const all: readonly Lazy<unknown>[] = [
  soon,
  charts,
  controls,
  custom,
  images,
  lists,
  pickers,
  roots,
  tables,
  transitions,
];

/** Loads them all at once, for those who can't wait. */
export async function loadParts(): Promise<void> {
  await Promise.all(all.map((part) => part.start()));
}
