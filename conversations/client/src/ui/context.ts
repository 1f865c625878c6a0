import type { ChatKitOptions } from "@openai/chatkit";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Messages } from "../i18n";
import type { Controller } from "../state/controller";
import type { Announcer } from "./announcer";
import type { ComposerHandle } from "./composer";

/** What every part of the interface can reach. */
export interface Chat {
  controller: Controller;
  options: ChatKitOptions;
  text: Messages;
  announcer: Announcer;
  composer: ComposerHandle;
}

export const ChatContext = createContext<Chat | null>(null);

export function useChat(): Chat {
  const chat = useContext(ChatContext);
  if (!chat) throw new Error("A part of the chat was rendered outside of it.");
  return chat;
}
