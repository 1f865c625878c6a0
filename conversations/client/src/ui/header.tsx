import type { JSX } from "preact";
import type { Thread } from "../protocol/types";
import { useChat } from "./context";
import { IconButton } from "./icon-button";

export function Header({ thread }: { thread: Thread | null }): JSX.Element | null {
  const { controller, options, text, composer } = useChat();
  const { enabled = true, title, leftAction, rightAction } = options.header ?? {};
  if (!enabled) return null;
  const heading = title?.text || thread?.title || text.newChat;
  const startNew = () => {
    void controller.open(null);
    composer.follow();
  };
  return (
    <header class="header">
      {leftAction && (
        <IconButton
          icon={leftAction.icon}
          label={text.headerActionLeft}
          onClick={leftAction.onClick}
        />
      )}
      {title?.enabled === false ? (
        <span class="no-title">
          <h2 class="visually-hidden">{heading}</h2>
        </span>
      ) : (
        <h2>{heading}</h2>
      )}
      {options.history?.enabled !== false && (
        <IconButton
          icon="history"
          label={text.history}
          onClick={() => void controller.history.open()}
        />
      )}
      <IconButton icon="compose" label={text.newChat} onClick={startNew} />
      {rightAction && (
        <IconButton
          icon={rightAction.icon}
          label={text.headerActionRight}
          onClick={rightAction.onClick}
        />
      )}
    </header>
  );
}
