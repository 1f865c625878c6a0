/** Components that a plain quiz does without: loaded with the first widget that has one. */
import { Lazy, lazyComponent } from "../lazy";

const controls = new Lazy("form controls", () => import("./controls"));
export const EditableText = lazyComponent(controls, (part) => part.EditableText);
export const Input = lazyComponent(controls, (part) => part.Input);
export const Textarea = lazyComponent(controls, (part) => part.Textarea);

const pickers = new Lazy("pickers", () => import("./pickers"));
export const DatePicker = lazyComponent(pickers, (part) => part.DatePicker);
export const Select = lazyComponent(pickers, (part) => part.Select);

const lists = new Lazy("lists", () => import("./list"));
export const ListView = lazyComponent(lists, (part) => part.ListView);
export const ListViewItem = lazyComponent(lists, (part) => part.ListViewItem);

const tables = new Lazy("tables", () => import("./table"));
export const Table = lazyComponent(tables, (part) => part.Table);
export const TableCell = lazyComponent(tables, (part) => part.TableCell);
export const TableRow = lazyComponent(tables, (part) => part.TableRow);

const charts = new Lazy("charts", () => import("./chart"));
export const Chart = lazyComponent(charts, (part) => part.Chart);

const images = new Lazy("images", () => import("./image"));
export const Image = lazyComponent(images, (part) => part.Image);

const transitions = new Lazy("transitions", () => import("./transition"));
export const Transition = lazyComponent(transitions, (part) => part.Transition);

const custom = new Lazy("custom components", () => import("./custom"));
export const Custom = lazyComponent(custom, (part) => part.Custom);

const all: readonly Lazy<unknown>[] = [
  charts,
  controls,
  custom,
  images,
  lists,
  pickers,
  tables,
  transitions,
];

/** Loads them all at once, for those who can't wait. */
export async function loadParts(): Promise<void> {
  await Promise.all(all.map((part) => part.start()));
}
