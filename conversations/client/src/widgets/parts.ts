/** Components that a plain quiz does without: loaded with the first widget that has one. */
import { Lazy, lazyComponent } from "../lazy";

const controls = new Lazy("form controls", () => import("./controls"));
export const Input = lazyComponent(controls, (part) => part.Input);
export const Select = lazyComponent(controls, (part) => part.Select);
export const Textarea = lazyComponent(controls, (part) => part.Textarea);

const lists = new Lazy("lists", () => import("./list"));
export const ListView = lazyComponent(lists, (part) => part.ListView);
export const ListViewItem = lazyComponent(lists, (part) => part.ListViewItem);

const tables = new Lazy("tables", () => import("./table"));
export const Table = lazyComponent(tables, (part) => part.Table);
export const TableCell = lazyComponent(tables, (part) => part.TableCell);
export const TableRow = lazyComponent(tables, (part) => part.TableRow);

/** Loads them all at once, for those who can't wait. */
export async function loadParts(): Promise<void> {
  await Promise.all([controls, lists, tables].map((part) => part.start()));
}
