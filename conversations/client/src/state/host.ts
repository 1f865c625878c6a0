import type { ChatKitEvents, ChatKitOptions } from "@openai/chatkit";
import type { Messages } from "../i18n";

export type EventDetail<K extends keyof ChatKitEvents> =
  ChatKitEvents[K] extends CustomEvent<infer D> ? D : never;

/** What the state side asks of the element that it lives in. */
export interface Host {
  options(): ChatKitOptions | null;
  messages(): Messages;
  emit<K extends keyof ChatKitEvents>(
    name: K,
    ...detail: undefined extends EventDetail<K> ? [] : [EventDetail<K>]
  ): void;
}

/** An error that says what went wrong to the person who reads the chat. */
export class ChatError extends Error {
  override name = "ChatError";
}
