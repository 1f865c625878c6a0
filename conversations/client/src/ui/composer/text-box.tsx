import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { Lazy } from "../../lazy";
import type { ComposerState } from "../../state/composer";
import { useChat } from "../context";
import type { Area } from "./edit";
import { isSendKey } from "./enter";

const writing = new Lazy("What writing needs", () => import("./writing"));

/** The list of suggestions that belongs to the text while it is open. */
export interface Listbox {
  id: string;
  activeId: string | undefined;
}

export function TextBox(props: {
  area: Area;
  state: ComposerState;
  listbox: Listbox | null;
  isLocked: boolean;
  /** Goes before what the options say. */
  placeholder: string | undefined;
}): JSX.Element {
  const { area, state, listbox } = props;
  const { options, text, composer } = useChat();
  const { model } = composer;
  const prepare = useWriting(area);
  useLayoutEffect(() => fitHeight(area.current), [state.text]);
  const rested = () => {
    composer.isIdle = false;
  };
  return (
    <textarea
      ref={area}
      rows={1}
      dir={state.text ? "auto" : undefined /* the placeholder goes the way of the language */}
      aria-label={text.message}
      aria-autocomplete={options.entities?.onTagSearch || listbox ? "list" : undefined}
      aria-controls={listbox?.id}
      aria-activedescendant={listbox?.activeId}
      placeholder={
        props.placeholder ??
        model.desk?.tool?.placeholderOverride ??
        options.composer?.placeholder ??
        text.placeholder
      }
      disabled={props.isLocked}
      value={state.text}
      onFocus={prepare}
      onBlur={rested}
      onInput={({ currentTarget, inputType }) => {
        rested();
        const { value, selectionEnd } = currentTarget;
        model.type(value, selectionEnd, inputType?.startsWith("history"));
      }}
      onKeyDown={(event) => {
        if (!isSendKey(event)) return;
        event.preventDefault();
        model.send();
      }}
    />
  );
}

/** What is loaded for who writes: the desk, and how a text is fitted and sent in every language. */
function useWriting(area: Area): () => void {
  const { model } = useChat().composer;
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);
  return () => {
    void model.ready();
    void writing.start().then((part) => {
      if (!part || !area.current || stop.current) return;
      stop.current = part.follow(area.current, fitHeight, () => model.send());
    });
  };
}

function fitHeight(area: HTMLTextAreaElement | null): void {
  if (!area) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight}px`;
}
