/** What most texts do without. */
export { Code } from "./code";
export { Table } from "./table";
