import type { ChatKitOptions } from "@openai/chatkit";
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Lazy, useLazy } from "../../lazy";
import type { ThreadStatus } from "../../protocol/types";
import { type ComposerState, hasDrafts } from "../../state/composer";
import { useChat } from "../context";
import { useLatest } from "../use-store";
import { SendButton } from "./send-button";
import { type Listbox, TextBox } from "./text-box";

export interface ComposerProps {
  status: ThreadStatus | undefined;
  streaming: boolean;
  canStop: boolean;
  loading: boolean;
}

const extras = new Lazy("The composer's tools", () => import("./extras"));

/** All that is more than a text: a chat without it doesn't load it. */
function needsExtras(options: ChatKitOptions, state: ComposerState): boolean {
  const { tags, files, problems, reply } = state;
  const { attachments, tools, models, dictation } = options.composer ?? {};
  const offered = [tools, models, tags, files, problems].some((list) => list && list.length > 0);
  const enabled = attachments?.enabled || dictation?.enabled || options.commands?.enabled;
  return offered || !!enabled || !!reply || !!options.entities?.onTagSearch;
}

/** Where the reader writes. */
export function Composer({ status, streaming, canStop, loading }: ComposerProps): JSX.Element {
  const { options, text, composer } = useChat();
  const { model } = composer;
  const state = useLatest(model.store);
  const area = useRef<HTMLTextAreaElement>(null);
  const [listbox, setListbox] = useState<Listbox | null>(null);
  const isFull = needsExtras(options, state);
  const parts = useLazy(extras, isFull) && model.desk ? extras.loaded : undefined;
  useEffect(() => {
    if (isFull || hasDrafts()) void model.ready();
  }, [model, isFull]);
  useEffect(() => composer.connect({ focus: () => area.current?.focus() }), [composer]);
  const locked = status?.type === "locked" ? status : null;
  const isFree = !streaming && !loading && !locked;
  const isSendable = isFree && (state.text.trim() !== "" || state.files.length > 0);
  const shared = { area, isLocked: locked !== null, setListbox };
  return (
    <form
      class={parts ? "composer full" : "composer"}
      onSubmit={(event) => {
        event.preventDefault();
        void model.send();
      }}
    >
      {parts && <parts.Above {...shared} />}
      <div class="line">
        <div class="written">
          {parts && <parts.TagMarks {...shared} />}
          <TextBox
            area={area}
            state={state}
            listbox={listbox}
            isLocked={locked !== null}
            placeholder={locked ? (locked.reason ?? text.locked) : undefined}
          />
        </div>
        {parts && <parts.Toolbar {...shared} />}
        <SendButton
          area={area}
          isStop={streaming && canStop}
          isWaiting={state.waiting}
          isSendable={isSendable}
        />
      </div>
    </form>
  );
}
