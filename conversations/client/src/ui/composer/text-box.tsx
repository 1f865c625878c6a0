import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { ComposerState } from "../../state/composer";
import { useChat } from "../context";
import type { Area } from "./edit";
import { isSendKey, LateEnter } from "./enter";

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
  useFittingHeight(area, state.text);
  useLateEnter(area, () => model.send());
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
        model.tool?.placeholderOverride ??
        options.composer?.placeholder ??
        text.placeholder
      }
      disabled={props.isLocked}
      value={state.text}
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

function useLateEnter(area: Area, send: () => void): void {
  const late = useRef(new LateEnter()).current;
  useEffect(() => {
    const element = area.current;
    const onKeyDown = (event: KeyboardEvent) => late.onKeyDown(event);
    const onBeforeInput = (event: InputEvent) => {
      if (!late.isSend(event)) return;
      event.preventDefault();
      send();
    };
    element?.addEventListener("keydown", onKeyDown);
    element?.addEventListener("beforeinput", onBeforeInput);
    return () => {
      element?.removeEventListener("keydown", onKeyDown);
      element?.removeEventListener("beforeinput", onBeforeInput);
    };
  }, []);
}

/** As high as its text, up to the limit of the style sheet; also when it becomes narrower. */
function useFittingHeight(area: Area, value: string): void {
  const width = useRef(0);
  useLayoutEffect(() => fitHeight(area.current), [value]);
  useEffect(() => {
    const element = area.current;
    if (!element || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(() => {
      if (element.clientWidth === width.current) return;
      width.current = element.clientWidth;
      fitHeight(element);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
}

function fitHeight(area: HTMLTextAreaElement | null): void {
  if (!area) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight}px`;
}
