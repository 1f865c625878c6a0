/** What a quiz and a plain answer do without: loaded with the first item that needs it. */
import { Lazy, lazyComponent } from "../lazy";

const others = new Lazy("items beside messages", () => import("./others"));
export const OtherItem = lazyComponent(others, (part) => part.OtherItem);

export const sources = new Lazy("sources of answers", () => import("./sources"));
export const Sources = lazyComponent(sources, (part) => part.Sources);

const attachments = new Lazy("attachments", () => import("./attachments"));
export const Attachments = lazyComponent(attachments, (part) => part.Attachments);

const actions = new Lazy("buttons of answers", () => import("./message-actions"));
export const MessageActions = lazyComponent(
  actions,
  (part) => part.MessageActions,
  () => <div class="actions" />,
);

const tags = new Lazy("tags", () => import("./tag"));
export const Tag = lazyComponent(
  tags,
  (part) => part.Tag,
  ({ tag }) => <b>{tag.text}</b>,
);

/** Loads all of it; for tests, which want to see it at once. */
export function loadItemParts(): Promise<unknown> {
  return Promise.all([others, sources, attachments, actions, tags].map((part) => part.start()));
}
