import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { Lazy, lazyComponent } from "../lazy";
import type { HistoryState } from "../state/history";
import { useChat } from "./context";

const history = new Lazy("the history", () => import("./history"));
const HistoryPanel = lazyComponent(history, (part) => part.HistoryPanel, HistoryToCome);

/** The open history over the chat. When it closes, focus returns to where it was. */
export function HistoryLayer(props: { state: HistoryState; current: string | null }): JSX.Element {
  const layer = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const root = layer.current?.getRootNode();
    const before = root instanceof ShadowRoot ? root.activeElement : null;
    // Once the chat below is no longer inert.
    return () => before instanceof HTMLElement && queueMicrotask(() => before.focus());
  }, []);
  return (
    <div class="history-layer" ref={layer}>
      <HistoryPanel {...props} />
    </div>
  );
}

/** Lies over the chat until the list is there; without a network that is until it is closed again. */
function HistoryToCome(): JSX.Element {
  const { controller, text } = useChat();
  const scrim = useRef<HTMLButtonElement>(null);
  const close = () => controller.history.close();
  useEffect(() => scrim.current?.focus(), []);
  return (
    <button
      type="button"
      class="scrim"
      ref={scrim}
      aria-label={text.closeHistory}
      onClick={close}
      onKeyDown={(event) => event.key === "Escape" && close()}
    />
  );
}
