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
  const late = useRef(new LateEnter()).current;
  const sendInstead = (event: Event, wanted: boolean) => {
    if (!wanted) return;
    event.preventDefault();
    void model.send();
  };
  useFittingHeight(area, state.text);
  const touched = () => {
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
      onFocus={() => composer.isIdle || void model.ready()}
      onBlur={touched}
      onInput={({ currentTarget, inputType }) => {
        touched();
        const { value, selectionEnd } = currentTarget;
        model.type(value, selectionEnd, inputType?.startsWith("history"));
      }}
      onKeyDown={(event) => {
        late.onKeyDown(event);
        sendInstead(event, isSendKey(event));
      }}
      onBeforeInput={(event) => sendInstead(event, late.isSend(event))}
    />
  );
}

/** As high as its text, up to the limit of the style sheet; also when it becomes narrower. */
function useFittingHeight(area: Area, value: string): void {
  useLayoutEffect(() => fitHeight(area.current), [value]);
  useEffect(() => {
    const element = area.current;
    if (!element || typeof ResizeObserver === "undefined") return;
    let width = element.clientWidth;
    const observer = new ResizeObserver(() => {
      if (element.clientWidth === width) return;
      width = element.clientWidth;
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
