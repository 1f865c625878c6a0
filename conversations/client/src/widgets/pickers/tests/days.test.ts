import { describe, expect, test } from "vitest";
import {
  addDays,
  addMonths,
  dayOf,
  firstDayOfWeek,
  today,
  weekday,
  weeksOf,
  within,
  writer,
} from "../days";

describe("a day", () => {
  test.each([
    ["2026-11-21", "2026-11-21"],
    ["2026-11-21T23:30:00-08:00", "2026-11-21"],
    ["2026-11-21T00:30:00Z", "2026-11-21"],
    ["2024-02-29", "2024-02-29"],
    ["2026-02-29", undefined],
    ["2026-13-01", undefined],
    ["21.11.2026", undefined],
    ["", undefined],
    [null, undefined],
    [20261121, undefined],
  ])("of %j is %j", (value, day) => expect(dayOf(value)).toBe(day));

  test("is the reader's own, not that of Greenwich", () => {
    expect(today(new Date(2026, 10, 21, 0, 5))).toBe("2026-11-21");
    expect(today(new Date(2026, 10, 21, 23, 55))).toBe("2026-11-21");
  });

  test("moves over the ends of months and years", () => {
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(addDays("2024-03-01", -1)).toBe("2024-02-29");
    expect(addMonths("2026-01-31", 1)).toBe("2026-02-28");
    expect(addMonths("2026-01-15", -1)).toBe("2025-12-15");
    expect(addMonths("2024-02-29", 12)).toBe("2025-02-28");
  });

  test("stays between the first and the last one", () => {
    expect(within("2026-01-01", "2026-02-01", "2026-03-01")).toBe("2026-02-01");
    expect(within("2026-04-01", "2026-02-01", "2026-03-01")).toBe("2026-03-01");
    expect(within("2026-04-01", undefined, undefined)).toBe("2026-04-01");
  });
});

describe("the weeks of a month", () => {
  test("are whole, and begin with the first day of the week", () => {
    const weeks = weeksOf("2026-11-21", 1);
    expect(weeks).toHaveLength(6);
    expect([weeks[0]?.[0], weeks.at(-1)?.at(-1)]).toEqual(["2026-10-26", "2026-12-06"]);
    expect(weeksOf("2026-02-10", 7)[0]?.[0]).toBe("2026-02-01");
    expect(weeksOf("2026-02-10", 7)).toHaveLength(4);
  });

  test("know where a day stands in its week", () => {
    expect(weekday("2026-11-21", 1)).toBe(5);
    expect(weekday("2026-11-21", 7)).toBe(6);
  });

  test("begin on Sunday in America and on Monday in Germany", () => {
    expect([firstDayOfWeek("en-US"), firstDayOfWeek("de")]).toEqual([7, 1]);
  });
});

test("a day is written in the language, by the calendar that its value is in", () => {
  expect(writer("de", { dateStyle: "long" })("2026-11-21")).toBe("21. November 2026");
  expect(writer("ar-SA", { year: "numeric" })("2026-11-21")).toContain("٢٠٢٦");
});
