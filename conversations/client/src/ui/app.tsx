import type { JSX } from "preact";
import { useWords } from "../i18n";
import { Markdown } from "../text/markdown";
import { LiveRegion } from "./announcer";
import { Boundary } from "./boundary";
import { ComposerSlot } from "./composer";
import { useChat } from "./context";
import { Header } from "./header";
import { HistoryLayer } from "./history-layer";
import { OfflineNote } from "./offline";
import { StartScreen } from "./start";
import { Thread } from "./thread";
import { useStore } from "./use-store";

/** The whole chat. */
export function App(): JSX.Element {
  const { controller, options, text, announcer } = useChat();
  const { locale, direction } = useWords();
  const state = useStore(controller.store);
  const history = useStore(controller.history.store);
  const { thread, items, loading, streaming } = state;
  const isNew = !thread && !loading && items.length === 0 && !streaming;
  return (
    <section class="app" lang={locale} dir={direction} aria-label={options.frameTitle ?? text.chat}>
      <div class="body" inert={history.open}>
        <Boundary>
          <Header thread={thread} />
        </Boundary>
        {isNew ? <StartScreen failure={state.failure} /> : <Thread state={state} />}
        <div class="footer column">
          <OfflineNote />
          <Boundary>
            <ComposerSlot state={state} />
          </Boundary>
          {options.disclaimer && (
            <div
              class={options.disclaimer.highContrast ? "disclaimer high-contrast" : "disclaimer"}
            >
              <Markdown value={options.disclaimer.text} />
            </div>
          )}
        </div>
      </div>
      {history.open && (
        <Boundary>
          <HistoryLayer state={history} current={thread?.id ?? null} />
        </Boundary>
      )}
      <LiveRegion announcer={announcer} />
    </section>
  );
}
