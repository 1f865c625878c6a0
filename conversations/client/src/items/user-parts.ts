/** What most messages of readers do without. */
export { Attachments } from "./attachments";
export { Tag } from "./tag";
