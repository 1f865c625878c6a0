/** What the demo page shows: one state of the chat each, from fixtures. */
import type { OpenAIChatKit } from "@openai/chatkit";
import type { ItemSample } from "../items/samples";
import type { Thread } from "../protocol/types";

/** The chat's element, as far as a sample may reach into it. */
export type Chat = HTMLElement & OpenAIChatKit;

export interface Sample extends Omit<ItemSample, "items"> {
  group: string;
  /** In the thread when it is opened; a message at their end is sent when there are `events`. */
  items?: ItemSample["items"];
  /** Lets the answer end after `events`; without it, its state stays to be looked at. */
  ends?: boolean;
  /** Requests that are refused, with the status; 0 is no connection. */
  refused?: Readonly<Record<string, number>>;
  /** The threads of the history. */
  threads?: readonly Thread[];
  /** The last touch: opens a menu, types a word. */
  show?: (chat: Chat) => unknown;
  /** As high as its content, the page scrolling instead of the chat. */
  isTall?: boolean;
  /** Stands in the panel instead of the items, where it says more. */
  source?: unknown;
}
