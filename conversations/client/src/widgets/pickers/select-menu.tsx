import type { JSX } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { useWords } from "../../i18n";
import { Icon } from "../../icons/icon";
import { useName } from "../field";
import type { NodeOf, SelectOption } from "../types";
import { Clearable, PickerButton, usePicked } from "./picker";
import { type Popover, PopoverPanel, usePopover } from "./popover";
import { useOptions } from "./use-options";

type Options = readonly SelectOption[];

/** A list of options with their descriptions, with search where it is wanted. */
export function SelectMenu(props: {
  node: NodeOf<"Select">;
  options: Options;
  searchable: boolean;
}): JSX.Element {
  const { node, options, searchable } = props;
  const popover = usePopover();
  const list = useId();
  const { value, pick, field } = usePicked(node);
  const chosen = options.find((option) => option.value === value);

  function choose(option: SelectOption) {
    pick(option.value);
    popover.hide();
  }

  function clear() {
    pick("");
    popover.anchor.current?.focus();
  }

  return (
    <Clearable node={node} empty={!value} onClear={clear}>
      <PickerButton
        node={node}
        popover={popover}
        shown={chosen?.label ?? ""}
        kind={{ role: "combobox", controls: list }}
      />
      {field}
      {popover.open ? (
        <Menu {...{ node, popover, list, options, searchable }} value={value} onChoose={choose} />
      ) : null}
    </Clearable>
  );
}

type MenuProps = {
  node: NodeOf<"Select">;
  popover: Popover;
  list: string;
  options: Options;
  searchable: boolean;
  value: string;
  onChoose(option: SelectOption): void;
};

/** The focus is in the search field, or on the list; the active option is only marked. */
function Menu({ node, popover, list, options, searchable, value, onChoose }: MenuProps) {
  const { text } = useWords();
  const name = useName(node.name, node.placeholder);
  const state = useOptions({ options, value, searchable, onChoose });
  const keys = {
    "data-focus": "",
    "aria-activedescendant": state.active ? `${list}-${state.active.value}` : undefined,
    onKeyDown: state.onKeyDown,
  };
  return (
    <PopoverPanel popover={popover} class="ck-menu" role="group" label={name["aria-label"]}>
      {searchable ? <Search list={list} keys={keys} state={state} /> : null}
      <div id={list} role="listbox" {...name} {...(searchable ? {} : { ...keys, tabIndex: 0 })}>
        {state.found.map((option) => (
          <Option
            key={option.value}
            id={`${list}-${option.value}`}
            option={option}
            selected={option.value === value}
            active={option === state.active}
            onChoose={onChoose}
          />
        ))}
      </div>
      <p class="ck-menu-none" role="status">
        {state.found.length === 0 ? text.noMatches : ""}
      </p>
    </PopoverPanel>
  );
}

function Search(props: { list: string; keys: object; state: ReturnType<typeof useOptions> }) {
  const { list, keys, state } = props;
  const { text } = useWords();
  return (
    <div class="ck-menu-search">
      <Icon name="search" size="16px" />
      <input
        {...keys}
        role="combobox"
        aria-expanded="true"
        aria-controls={list}
        aria-autocomplete="list"
        aria-label={text.searchOptions}
        placeholder={text.searchOptions}
        autocomplete="off"
        value={state.query}
        onInput={(event) => state.search(event.currentTarget.value)}
      />
    </div>
  );
}

function Option(props: {
  id: string;
  option: SelectOption;
  selected: boolean;
  active: boolean;
  onChoose(option: SelectOption): void;
}) {
  const { option, selected, active } = props;
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) row.current?.scrollIntoView?.({ block: "nearest" });
  }, [active]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys go to the list, which has the focus
    <div
      ref={row}
      id={props.id}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      aria-disabled={option.disabled ? "true" : undefined}
      data-active={active ? "" : undefined}
      onClick={() => !option.disabled && props.onChoose(option)}
    >
      <span>
        <span dir="auto">{option.label}</span>
        {option.description ? <small dir="auto">{option.description}</small> : null}
      </span>
      {selected ? <Icon name="check" size="16px" /> : null}
    </div>
  );
}
