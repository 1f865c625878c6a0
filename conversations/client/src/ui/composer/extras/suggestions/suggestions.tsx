import type { JSX } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { Icon } from "../../../../icons/icon";
import { useChat } from "../../../context";
import type { Area } from "../../edit";
import type { Listbox } from "../../text-box";
import type { Suggestion } from "./options";
import { type Suggesting, useSuggestions } from "./use-suggestions";

interface Props {
  area: Area;
  setListbox: (listbox: Listbox | null) => void;
}

/** The list over the text after an "@" or a "/". The focus stays in the text. */
export function Suggestions(props: Props): JSX.Element | null {
  const suggesting = useSuggestions(props.area);
  return suggesting && <Popup {...props} suggesting={suggesting} />;
}

function Popup(props: Props & { suggesting: Suggesting }): JSX.Element {
  const { area, setListbox, suggesting } = props;
  const { found, take } = suggesting;
  const { text } = useChat();
  const id = useId();
  const list = Array.isArray(found) ? (found as readonly Suggestion[]) : [];
  const [active, setActive] = useState(0);
  const optionId = (at: number) => `${id}-${at}`;
  useEffect(() => setActive(0), [found]);
  useKeys(area, list, active, setActive, suggesting);
  useSpokenCount(found, list.length);
  useEffect(() => {
    setListbox({ id, activeId: list.length > 0 ? optionId(active) : undefined });
    const root = area.current?.getRootNode() as ShadowRoot | Document | undefined;
    root?.getElementById(optionId(active))?.scrollIntoView({ block: "nearest" });
  }, [active, list.length]);
  useEffect(() => () => setListbox(null), []);
  const isTags = suggesting.trigger.kind === "tag";
  return (
    <div class="popup suggestions">
      {list.length === 0 && (
        <p class="hint">
          {found === null
            ? text.searching
            : found === "failed"
              ? text.suggestionsFailed
              : text.suggestionsNone}
        </p>
      )}
      <div id={id} role="listbox" aria-label={isTags ? text.suggestions : text.commands}>
        {list.map((suggestion, at) => (
          <Option
            key={suggestion.key}
            id={optionId(at)}
            suggestion={suggestion}
            isActive={at === active}
            heading={suggestion.group !== list[at - 1]?.group ? suggestion.group : undefined}
            onPoint={() => setActive(at)}
            onTake={() => take(suggestion)}
          />
        ))}
      </div>
    </div>
  );
}

/** Groups are told by headings for the eye, and in each option for the ear. */
function Option(props: {
  id: string;
  suggestion: Suggestion;
  isActive: boolean;
  heading: string | undefined;
  onPoint: () => void;
  onTake: () => void;
}): JSX.Element {
  const { icon, label, description, group } = props.suggestion;
  return (
    <>
      {props.heading && (
        <div class="group" role="presentation" aria-hidden="true">
          {props.heading}
        </div>
      )}
      {/* The text keeps the focus and its keys; this is for the pointer. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the text takes the active option */}
      <div
        id={props.id}
        class="option"
        role="option"
        tabIndex={-1}
        aria-selected={props.isActive}
        onPointerMove={props.onPoint}
        onMouseDown={(event) => event.preventDefault()}
        onClick={props.onTake}
      >
        {icon && <Icon name={icon} size={18} />}
        <span class="option-text">
          <bdi>{label}</bdi>
          {description && (
            <small>
              <bdi>{description}</bdi>
            </small>
          )}
        </span>
        {group && <span class="visually-hidden">{group}</span>}
      </div>
    </>
  );
}

/** Before the composer sees them, and never while a character is composed. */
function useKeys(
  area: Area,
  list: readonly Suggestion[],
  active: number,
  setActive: (at: number) => void,
  { take, dismiss }: Suggesting,
): void {
  const onKey = (event: KeyboardEvent): boolean => {
    const chosen = list[active];
    const steps = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing || event.keyCode === 229) return false;
    if (event.key === "Escape") dismiss();
    else if (steps && list.length > 0) setActive((active + steps + list.length) % list.length);
    else if (["Enter", "Tab"].includes(event.key) && !event.shiftKey && chosen) take(chosen);
    else return false;
    return true;
  };
  const latest = useRef(onKey);
  latest.current = onKey;
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      if (!latest.current(event)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    const element = area.current;
    element?.addEventListener("keydown", listener, true);
    return () => element?.removeEventListener("keydown", listener, true);
  }, []);
}

function useSpokenCount(found: Suggesting["found"], count: number): void {
  const { announcer, text } = useChat();
  useEffect(() => {
    if (found === null || found === "failed") return;
    announcer.say(count === 0 ? text.suggestionsNone : text.suggestionsFound(count));
  }, [found === null, count]);
}
