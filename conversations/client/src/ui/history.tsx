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

  const list = useRef<HTMLDivElement>(null);
  const more = useRef<HTMLButtonElement>(null);
  const load = () => void controller.history.load(threads.length === 0);

  useEffect(() => panel.current?.querySelector("button")?.focus(), []);
  useEffect(() => {
    if (!more.current || error) return;
    const observer = new IntersectionObserver(([end]) => end?.isIntersecting && load(), {
      root: list.current,
      rootMargin: "200px 0px",
    });
    observer.observe(more.current);
    return () => observer.disconnect();
  }, [threads, loading, error, hasMore]);

  return (
    <>
      <button type="button" class="scrim" tabIndex={-1} aria-hidden="true" onClick={close} />
      <dialog
        open
        class="history"
        ref={panel}
        aria-label={text.history}
        onKeyDown={(event) => (event.key === "Escape" ? close() : moveByArrows(event))}
      >
        <div class="header">
          <h2>{text.history}</h2>
          <IconButton icon="close" label={text.closeHistory} onClick={close} />
        </div>
        <div class="list" ref={list} aria-busy={loading}>
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
          {loading && (
            <p class="hint" role="status">
              {text.loadingHistory}
            </p>
          )}
          {!loading && !error && threads.length === 0 && <p class="hint">{text.historyEmpty}</p>}
          {(hasMore || error) && !loading && (
            <button type="button" class="text-button" ref={more} onClick={load}>
              {error ? text.tryAgain : text.historyMore}
            </button>
          )}
        </div>
      </dialog>
    </>
  );
}

/** The arrows go from one thread to the next, past the buttons beside it. */
function moveByArrows(event: KeyboardEvent): void {
  const { target, currentTarget, key } = event;
  if (!(currentTarget instanceof Element) || target instanceof HTMLInputElement) return;
  const entries = [...currentTarget.querySelectorAll<HTMLElement>(".open")];
  const at = entries.findIndex((entry) => entry.closest("li")?.contains(target as Node));
  const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
  const to = steps[key];
  if (at < 0 || to === undefined) return;
  event.preventDefault();
  entries.at(key === "ArrowUp" ? Math.max(to, 0) : to)?.focus();
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
