import type { FunctionComponent, JSX } from "preact";
import { useState } from "preact/hooks";
import { Icon } from "../../../icons/icon";
import { Lazy, useLazy } from "../../../lazy";
import { useChat } from "../../context";
import type { Area } from "../edit";

const dictation = new Lazy("Dictation", () => import("./dictation/recording-bar"));

/** Begins a recording, where the browser can record. */
export function DictateButton(props: {
  isDisabled: boolean;
  onBegin: () => void;
}): JSX.Element | null {
  const { text } = useChat();
  if (typeof MediaRecorder === "undefined") return null;
  return (
    <button
      type="button"
      class="icon-button"
      data-composer-dictate
      aria-label={text.dictate}
      title={text.dictate}
      disabled={props.isDisabled}
      onClick={props.onBegin}
    >
      <Icon name="lucide:mic" size={20} />
    </button>
  );
}

interface Dictation {
  isDictating: boolean;
  RecordingBar: FunctionComponent<{ area: Area; onEnd: () => void }> | undefined;
  begin(): void;
  end(): void;
}

export function useDictation(area: Area): Dictation {
  const [isDictating, setDictating] = useState(false);
  const part = useLazy(dictation, isDictating);
  return {
    isDictating,
    RecordingBar: part?.RecordingBar,
    begin: () => setDictating(true),
    end: () => {
      setDictating(false);
      area.current?.focus();
    },
  };
}
