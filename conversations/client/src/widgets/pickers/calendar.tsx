import type { JSX } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { useWords } from "../../i18n";
import { Icon } from "../../icons/icon";
import {
  addDays,
  addMonths,
  type Day,
  firstDayOfWeek,
  today,
  weekday,
  weeksOf,
  within,
  writer,
} from "./days";

type Props = {
  value: Day;
  min: Day | undefined;
  max: Day | undefined;
  onChoose(day: Day): void;
};

/** Where a key leads from `day`; undefined for keys that don't move. */
function next(day: Day, event: KeyboardEvent, firstDay: number, rtl: boolean): Day | undefined {
  const forward = rtl ? -1 : 1;
  switch (event.key) {
    case "ArrowRight":
      return addDays(day, forward);
    case "ArrowLeft":
      return addDays(day, -forward);
    case "ArrowDown":
      return addDays(day, 7);
    case "ArrowUp":
      return addDays(day, -7);
    case "Home":
      return addDays(day, -weekday(day, firstDay));
    case "End":
      return addDays(day, 6 - weekday(day, firstDay));
    case "PageDown":
      return addMonths(day, event.shiftKey ? 12 : 1);
    case "PageUp":
      return addMonths(day, event.shiftKey ? -12 : -1);
    default:
      return undefined;
  }
}

/** One day has the focus; `follows` says whether the keyboard moved there. */
function useActiveDay({ value, min, max }: Props) {
  const [active, setActive] = useState({ day: within(value || today(), min, max), follows: true });
  const move = (day: Day, follows: boolean) => setActive({ day: within(day, min, max), follows });
  return { ...active, move };
}

/** A month of days to choose from. Arrow keys move by days and weeks, page keys by months. */
export function Calendar(props: Props): JSX.Element {
  const { min, max } = props;
  const { text, locale, direction } = useWords();
  const { day, follows, move } = useActiveDay(props);
  const grid = useRef<HTMLTableElement>(null);
  const firstDay = useMemo(() => firstDayOfWeek(locale), [locale]);
  const weeks = weeksOf(day, firstDay);

  useLayoutEffect(() => {
    if (follows) grid.current?.querySelector<HTMLElement>("[data-focus]")?.focus();
  }, [day, follows]);

  function onKeyDown(event: KeyboardEvent) {
    const to = next(day, event, firstDay, direction === "rtl");
    if (!to) return;
    event.preventDefault();
    move(to, true);
  }

  return (
    <>
      <Months day={day} min={min} max={max} onMove={(to) => move(to, false)} />
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the pattern of a calendar */}
      <table ref={grid} role="grid" aria-label={text.chooseDay} onKeyDown={onKeyDown}>
        <Weekdays days={weeks[0] ?? []} />
        <Days {...props} weeks={weeks} active={day} />
      </table>
    </>
  );
}

function Days(props: Props & { weeks: readonly Day[][]; active: Day }) {
  const { weeks, active, value, min, max, onChoose } = props;
  const { locale } = useWords();
  const [number, whole] = useMemo(
    () => [writer(locale, { day: "numeric" }), writer(locale, { dateStyle: "full" })],
    [locale],
  );
  return (
    <tbody>
      {weeks.map((week) => (
        <tr key={week[0]}>
          {week.map((day) => (
            <DayCell
              key={day}
              day={day}
              text={number(day)}
              label={whole(day)}
              active={day === active}
              chosen={day === value}
              outside={day.slice(0, 7) !== active.slice(0, 7)}
              disabled={within(day, min, max) !== day}
              onChoose={onChoose}
            />
          ))}
        </tr>
      ))}
    </tbody>
  );
}

/** The month that is shown, and the way to others. */
function Months(props: {
  day: Day;
  min: Day | undefined;
  max: Day | undefined;
  onMove(day: Day): void;
}) {
  const { day, min, max, onMove } = props;
  const { text, locale } = useWords();
  const write = useMemo(() => writer(locale, { month: "long", year: "numeric" }), [locale]);
  const step = (months: number, label: string, icon: string) => {
    const to = within(addMonths(day, months), min, max);
    return (
      <button
        type="button"
        aria-label={label}
        // Stays focusable at the first and the last month.
        aria-disabled={to.slice(0, 7) === day.slice(0, 7)}
        onClick={() => onMove(to)}
      >
        <Icon name={icon} size="18px" />
      </button>
    );
  };
  return (
    <div class="ck-months">
      {step(-12, text.previousYear, "double-chevron-left")}
      {step(-1, text.previousMonth, "chevron-left")}
      <p aria-live="polite">{write(day)}</p>
      {step(1, text.nextMonth, "chevron-right")}
      {step(12, text.nextYear, "double-chevron-right")}
    </div>
  );
}

function Weekdays({ days }: { days: readonly Day[] }) {
  const { locale } = useWords();
  const [short, long] = useMemo(
    () => [writer(locale, { weekday: "narrow" }), writer(locale, { weekday: "long" })],
    [locale],
  );
  return (
    <thead>
      <tr>
        {days.map((day) => (
          <th key={day} scope="col" abbr={long(day)}>
            <span aria-hidden="true">{short(day)}</span>
            <span class="visually-hidden">{long(day)}</span>
          </th>
        ))}
      </tr>
    </thead>
  );
}

function DayCell(props: {
  day: Day;
  text: string;
  label: string;
  active: boolean;
  chosen: boolean;
  outside: boolean;
  disabled: boolean;
  onChoose(day: Day): void;
}) {
  const { day, active, chosen, disabled } = props;
  return (
    <td>
      <button
        type="button"
        tabIndex={active ? 0 : -1}
        data-focus={active ? "" : undefined}
        aria-label={props.label}
        aria-current={day === today() ? "date" : undefined}
        aria-disabled={disabled}
        aria-pressed={chosen}
        data-chosen={chosen ? "" : undefined}
        data-outside={props.outside ? "" : undefined}
        onClick={() => !disabled && props.onChoose(day)}
      >
        {props.text}
      </button>
    </td>
  );
}
