import type { Widgets } from "@openai/chatkit";
import type { JSX, RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { WidgetView } from "../../widgets/registry";
import { useChat } from "../context";

const GAP = 6;

/** What the host shows of an entity, above or below it. Its actions go to the host. */
export function Preview(props: {
  id: string;
  of: Widgets.BasicRoot | Widgets.Card;
  beside: RefObject<HTMLElement | null>;
}): JSX.Element {
  const { onAction } = useChat().options.widgets ?? {};
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!box.current || !props.beside.current) return;
    box.current.showPopover?.();
    putBeside(box.current, props.beside.current);
  }, [props.of]);
  return (
    <div class="entity-preview" id={props.id} ref={box} popover="manual">
      <WidgetView
        widget={props.of}
        itemId=""
        dispatch={async (action, id, widget) => onAction?.(action, { id, widget })}
        busy={false}
      />
    </div>
  );
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
