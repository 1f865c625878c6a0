import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { useWords } from "../../i18n";
import type { NodeOf } from "../types";
import { Calendar } from "./calendar";
import { type Day, dayOf, writer } from "./days";
import { Clearable, PickerButton, usePicked } from "./picker";
import { type Popover, PopoverPanel, usePopover } from "./popover";

/** A day, chosen in a calendar. Its value is `2026-11-21`, whatever the language. */
export function DatePicker({ node }: { node: NodeOf<"DatePicker"> }): JSX.Element {
  const { locale } = useWords();
  const popover = usePopover();
  const picked = usePicked({ ...node, defaultValue: dayOf(node.defaultValue) ?? "" });
  const write = useMemo(() => writer(locale, { dateStyle: "long" }), [locale]);

  function choose(day: Day) {
    picked.pick(day);
    popover.hide();
  }

  function clear() {
    picked.pick("");
    popover.anchor.current?.focus();
  }

  return (
    <Clearable node={node} empty={!picked.value} onClear={clear}>
      <PickerButton
        node={node}
        popover={popover}
        icon="calendar"
        shown={picked.value && write(picked.value)}
        kind={{ role: "dialog" }}
      />
      {picked.field}
      {popover.open ? (
        <CalendarPanel node={node} popover={popover} value={picked.value} onChoose={choose} />
      ) : null}
    </Clearable>
  );
}

function CalendarPanel(props: {
  node: NodeOf<"DatePicker">;
  popover: Popover;
  value: Day;
  onChoose(day: Day): void;
}) {
  const { node, popover, value, onChoose } = props;
  const { text } = useWords();
  const [min, max] = [dayOf(node.min), dayOf(node.max)];
  return (
    <PopoverPanel
      popover={popover}
      class="ck-calendar"
      side={node.side}
      align={node.align}
      role="dialog"
      label={text.chooseDay}
    >
      <Calendar value={value} min={min} max={max} onChoose={onChoose} />
    </PopoverPanel>
  );
}
