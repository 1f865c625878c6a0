import type { Widgets } from "@openai/chatkit";
import { render } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useWords, WordsContext } from "../../i18n";
import { entitiesCss } from "../../theme/entities.css";
import { addStyles } from "../../theme/sheet";
import { WidgetView } from "../../widgets/registry";
import { ChatContext, useChat } from "../context";

addStyles(entitiesCss);

const GAP = 6;

export type PreviewRoot = Widgets.BasicRoot | Widgets.Card;

/**
 * What the host shows of an entity, above or below it; its actions go to the host. It lives at the
 * end of the chat, where no text around the entity lends it its styles.
 */
export function Preview(props: {
  id: string;
  of: PreviewRoot;
  beside: () => HTMLElement | null;
  onEnter: () => void;
  onLeave: () => void;
}): null {
  const { id, of, beside, onEnter, onLeave } = props;
  const chat = useChat();
  const words = useWords();
  const handlers = useRef({ onEnter, onLeave });
  handlers.current = { onEnter, onLeave };
  useLayoutEffect(() => {
    const anchor = beside();
    const place = anchor?.closest(".app");
    if (!anchor || !place) return;
    const box = place.appendChild(document.createElement("div"));
    Object.assign(box, { id, className: "entity-preview", popover: "manual" });
    box.onpointerenter = () => handlers.current.onEnter();
    box.onpointerleave = () => handlers.current.onLeave();
    const { onAction } = chat.options.widgets ?? {};
    render(
      <ChatContext.Provider value={chat}>
        <WordsContext.Provider value={words}>
          <WidgetView
            widget={of}
            itemId=""
            dispatch={async (action, itemId, widget) => onAction?.(action, { id: itemId, widget })}
            busy={false}
          />
        </WordsContext.Provider>
      </ChatContext.Provider>,
      box,
    );
    box.showPopover?.();
    putBeside(box, anchor);
    return () => {
      render(null, box);
      box.remove();
    };
  }, [of, chat, words]);
  return null;
}

/** In the top layer nothing cuts it off; it has to stay in the window by itself. */
function putBeside(box: HTMLElement, anchor: HTMLElement): void {
  const around = anchor.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const below = around.bottom + GAP;
  const top = below + height > innerHeight ? around.top - GAP - height : below;
  const left = Math.min(around.left, innerWidth - width - GAP);
  box.style.top = `${Math.max(GAP, top)}px`;
  box.style.left = `${Math.max(GAP, left)}px`;
}
