import type { JSX } from "preact";
import { Icon } from "../icons/icon";
import { ItemRow } from "../items/row";
import type { ThreadItem } from "../protocol/types";
import type { ChatState } from "../state/reducer";
import { useChat } from "./context";
import { FailureAlert, NoticeAlert } from "./failure";
import { Progress } from "./progress";
import { useAnnouncements } from "./use-announcements";
import { useFollow } from "./use-follow";
import { useStartFocus } from "./use-start-focus";

/** The messages of a thread, newest at the bottom. */
export function Thread({ state }: { state: ChatState }): JSX.Element {
  const chat = useChat();
  const { controller, options, text } = chat;
  const { items, streaming, awaiting, older, loading } = state;
  const ends = turnEnds(items);
  const { scroller, content, atEnd, jump } = useFollow(state, {
    follow: options.thread?.autoScroll !== false,
    onTop: () => void controller.loadOlder(),
  });
  useAnnouncements(state);
  useStartFocus(state, scroller);

  return (
    <div class="viewport">
      {/* What a screen reader hears is decided in one place, the live region: not by this log. */}
      <div
        class="thread"
        ref={scroller}
        role="log"
        aria-live="off"
        aria-label={text.messages}
        aria-busy={streaming || awaiting}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard
        tabIndex={0}
      >
        <div class="column" ref={content}>
          {older.hasMore && (
            <div class="earlier">
              <button
                type="button"
                class="text-button"
                disabled={older.loading}
                onClick={() => void controller.loadOlder()}
              >
                {older.loading ? text.loadingEarlier : text.loadEarlier}
              </button>
            </div>
          )}
          {loading !== null && <Skeleton label={text.loading} />}
          <div class="items">
            {items.map((item, at) => (
              <ItemRow
                key={item.id}
                item={item}
                chat={chat}
                busy={item.id in state.busy}
                error={state.itemErrors[item.id]}
                unsent={item.id in state.unsent}
                live={streaming && at === items.length - 1}
                imageDomains={state.thread?.allowed_image_domains}
                turnEnd={ends.has(item)}
                given={state.feedback.given[item.id]}
              />
            ))}
            {(streaming || awaiting) && <Progress state={state} />}
            {state.notices.map((notice) => (
              <NoticeAlert key={notice} notice={notice} />
            ))}
            {state.failure && <FailureAlert failure={state.failure} />}
          </div>
        </div>
      </div>
      {!atEnd && (
        <button
          type="button"
          class="jump"
          aria-label={text.jumpToNewest}
          title={text.jumpToNewest}
          onClick={jump}
        >
          <Icon name="lucide:arrow-down" size={18} />
        </button>
      )}
    </div>
  );
}

/** The last texts of the answers: they carry the buttons. */
function turnEnds(items: readonly ThreadItem[]): Set<ThreadItem> {
  const ends = new Set<ThreadItem>();
  let isEnd = true;
  for (let at = items.length - 1; at >= 0; at--) {
    const item = items[at];
    if (!item || item.type === "end_of_turn") continue;
    if (isEnd && item.type === "assistant_message") ends.add(item);
    isEnd = item.type === "user_message";
  }
  return ends;
}

function Skeleton({ label }: { label: string }): JSX.Element {
  return (
    <div class="skeleton" role="status">
      <span class="visually-hidden">{label}</span>
      <i />
      <i />
      <i />
      <i />
    </div>
  );
}
