/** Days of the Gregorian calendar, without a time of day and so without a time zone. */

/** As `2026-11-21`, which also sorts. */
export type Day = string;

const DAY = 86_400_000;

function toDate(day: Day): Date {
  return new Date(`${day}T00:00:00Z`);
}

function toDay(date: Date): Day {
  return date.toISOString().slice(0, 10);
}

/** The day that an ISO date or date-time is written with; undefined when there is no such day. */
export function dayOf(value: unknown): Day | undefined {
  const written = typeof value === "string" ? /^\d{4}-\d\d-\d\d/.exec(value)?.[0] : undefined;
  if (!written) return undefined;
  const date = toDate(written);
  return !Number.isNaN(date.getTime()) && toDay(date) === written ? written : undefined;
}

/** The reader's own day. */
export function today(now: Date = new Date()): Day {
  return toDay(new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())));
}

export function addDays(day: Day, count: number): Day {
  return toDay(new Date(toDate(day).getTime() + count * DAY));
}

/** The same day of another month; its last day where that month is shorter. */
export function addMonths(day: Day, count: number): Day {
  const date = toDate(day);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + count];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return toDay(new Date(Date.UTC(year, month, Math.min(date.getUTCDate(), last))));
}

/** Days since the start of the week, which is 1 (Monday) to 7 (Sunday). */
export function weekday(day: Day, firstDay: number): number {
  return (toDate(day).getUTCDay() - firstDay + 7) % 7;
}

export function within(day: Day, min?: Day, max?: Day): Day {
  if (min && day < min) return min;
  return max && day > max ? max : day;
}

/** The weeks that show the month of `day`, whole. */
export function weeksOf(day: Day, firstDay: number): Day[][] {
  const first = `${day.slice(0, 8)}01`;
  const start = addDays(first, -weekday(first, firstDay));
  const month = day.slice(0, 7);
  const weeks: Day[][] = [];
  for (let week = start; week.slice(0, 7) <= month; week = addDays(week, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, index) => addDays(week, index)));
  }
  return weeks;
}

type Weeks = { getWeekInfo?(): { firstDay: number }; weekInfo?: { firstDay: number } };

/** The day a week starts with there, 1 (Monday) to 7 (Sunday). */
export function firstDayOfWeek(locale: string): number {
  const region = new Intl.Locale(locale) as Intl.Locale & Weeks;
  return (region.getWeekInfo?.() ?? region.weekInfo)?.firstDay ?? 1;
}

/** Writes days in a language, always by the calendar that the values are in. */
export function writer(locale: string, options: Intl.DateTimeFormatOptions): (day: Day) => string {
  const format = new Intl.DateTimeFormat(locale, {
    ...options,
    calendar: "gregory",
    timeZone: "UTC",
  });
  return (day) => format.format(toDate(day));
}
