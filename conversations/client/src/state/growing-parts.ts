/** How items change while they are written, and how a text is read meanwhile. */
export { StreamLexer } from "../text/stream";
export { updateItem } from "./updates";
