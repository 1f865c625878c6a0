import type { JSX } from "preact";
import { Icon } from "../icons/icon";
import { NoticeAlert } from "../items/parts";
import type { ChatState } from "../state/reducer";
import { useChat } from "./context";
import { Earlier } from "./earlier";
import { FailureAlert } from "./failure";
import { Progress } from "./progress";
import { Rows } from "./rows";
import { useAnnouncements } from "./use-announcements";
import { useFollow } from "./use-follow";
import { useStartFocus } from "./use-start-focus";

/** The messages of a thread, newest at the bottom. */
export function Thread({ state }: { state: ChatState }): JSX.Element {
  const { controller, options, text } = useChat();
  const { streaming, awaiting, older, loading } = state;
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
          {older.hasMore && <Earlier older={older} />}
          {loading !== null && <Skeleton label={text.loading} />}
          <div class="items">
            <Rows state={state} />
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
