import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Thread } from "../protocol/types";
import type { HistoryState } from "../state/history";
import { historyCss } from "../theme/history.css";
import { addStyles } from "../theme/sheet";
import { useChat } from "./context";
import { HistoryEntry } from "./history-entry";
import { IconButton } from "./icon-button";

addStyles(historyCss);

/** The reader's threads, over the chat. Escape and the scrim close it. */
export function HistoryPanel(props: { state: HistoryState; current: string | null }): JSX.Element {
  const { controller, text } = useChat();
  const { threads, loading, error, hasMore } = props.state;
  const panel = useRef<HTMLDialogElement>(null);
  const close = () => controller.history.close();

  useEffect(() => panel.current?.querySelector("button")?.focus(), []);

  return (
    <>
      <button type="button" class="scrim" tabIndex={-1} aria-hidden="true" onClick={close} />
      <dialog
        open
        class="history"
        ref={panel}
        aria-label={text.history}
        onKeyDown={(event) => event.key === "Escape" && close()}
      >
        <div class="header">
          <h2>{text.history}</h2>
          <IconButton icon="close" label={text.closeHistory} onClick={close} />
        </div>
        <div class="list">
          {groupByDay(threads).map(({ day, entries }) => (
            <div key={day}>
              <h3>{text[day]}</h3>
              <ul>
                {entries.map((thread) => (
                  <HistoryEntry
                    key={thread.id}
                    thread={thread}
                    isCurrent={thread.id === props.current}
                  />
                ))}
              </ul>
            </div>
          ))}
          {error && (
            <p class="hint" role="alert">
              {error}
            </p>
          )}
          {loading && <p class="hint">{text.loading}</p>}
          {!loading && !error && threads.length === 0 && <p class="hint">{text.historyEmpty}</p>}
          {(hasMore || error) && !loading && (
            <button
              type="button"
              class="text-button"
              onClick={() => void controller.history.load(threads.length === 0)}
            >
              {error ? text.tryAgain : text.historyMore}
            </button>
          )}
        </div>
      </dialog>
    </>
  );
}

type Day = "today" | "yesterday" | "earlier";

function groupByDay(threads: readonly Thread[]): { day: Day; entries: Thread[] }[] {
  const days: Day[] = ["today", "yesterday", "earlier"];
  return days
    .map((day) => ({ day, entries: threads.filter((thread) => dayOf(thread) === day) }))
    .filter(({ entries }) => entries.length > 0);
}

function dayOf({ created_at }: Thread): Day {
  const midnight = new Date().setHours(0, 0, 0, 0);
  const days = Math.ceil((midnight - new Date(created_at).getTime()) / 86_400_000);
  return days <= 0 ? "today" : days === 1 ? "yesterday" : "earlier";
}
