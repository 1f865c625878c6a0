/** What a quiz and a plain answer do without: loaded with the first item that needs it. */
import { Lazy, lazyComponent } from "../lazy";

const others = new Lazy("items beside messages", () => import("./others"));
export const OtherItem = lazyComponent(others, (part) => part.OtherItem);
export const NoticeAlert = lazyComponent(others, (part) => part.NoticeAlert);

export const sources = new Lazy("sources of answers", () => import("./sources"));
export const Sources = lazyComponent(sources, (part) => part.Sources);

const userParts = new Lazy("parts of messages", () => import("./user-parts"));
export const Attachments = lazyComponent(userParts, (part) => part.Attachments);
export const Tag = lazyComponent(
  userParts,
  (part) => part.Tag,
  ({ tag }) => <b>{tag.text}</b>,
);

const actions = new Lazy("buttons of answers", () => import("./message-actions"));
export const MessageActions = lazyComponent(
  actions,
  (part) => part.MessageActions,
  () => <div class="actions" />,
);

/** Loads all of it; for tests, which want to see it at once. */
export function loadItemParts(): Promise<unknown> {
  return Promise.all([others, sources, userParts, actions].map((part) => part.start()));
}
