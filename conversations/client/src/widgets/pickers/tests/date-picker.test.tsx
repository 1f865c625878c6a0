// @vitest-environment happy-dom
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { card, type Sent, Stage } from "../../tests/stage";

const picker = (more: object = {}): Sent => ({
  type: "DatePicker",
  name: "exam",
  placeholder: "A day",
  onChangeAction: { type: "pick" },
  ...more,
});

let stage: Stage;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(2026, 10, 21, 12) });
  stage = new Stage();
});
afterEach(() => {
  vi.useRealTimers();
  stage.host.remove();
});

const button = () => stage.find<HTMLButtonElement>(".ck-picker-button");
const focused = () => document.activeElement?.getAttribute("aria-label");
const press = (key: string, more: object = {}) =>
  act(() => {
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
    document.activeElement?.dispatchEvent(event);
  });

async function open(more: object = {}) {
  await stage.show(card(picker(more)));
  await stage.press(button());
}

describe("the calendar", () => {
  test("opens on the chosen day, else today, with the focus there", async () => {
    await open();
    expect(focused()).toBe("Saturday, November 21, 2026");
    expect(stage.find('[aria-current="date"]').textContent).toBe("21");
    await open({ defaultValue: "2026-12-03T08:00:00Z" });
    expect(focused()).toBe("Thursday, December 3, 2026");
    expect(button().textContent).toBe("December 3, 2026");
  });

  test("is gone through by keyboard: days, weeks, months, years", async () => {
    await open();
    const walk: [string, object, string][] = [
      ["ArrowRight", {}, "Sunday, November 22, 2026"],
      ["ArrowDown", {}, "Sunday, November 29, 2026"],
      ["ArrowLeft", {}, "Saturday, November 28, 2026"],
      ["Home", {}, "Sunday, November 22, 2026"],
      ["End", {}, "Saturday, November 28, 2026"],
      ["PageDown", {}, "Monday, December 28, 2026"],
      ["PageUp", { shiftKey: true }, "Sunday, December 28, 2025"],
    ];
    for (const [key, more, day] of walk) {
      await press(key, more);
      expect(focused()).toBe(day);
    }
    expect(stage.find('[aria-live="polite"]').textContent).toBe("December 2025");
  });

  test("sends the day as an ISO date and gives the focus back", async () => {
    await open();
    await press("ArrowRight");
    await act(() => (document.activeElement as HTMLElement).click());
    expect(stage.sent).toEqual([{ type: "pick", payload: { exam: "2026-11-22" } }]);
    expect(button().textContent).toBe("November 22, 2026");
    expect(document.activeElement).toBe(button());
    expect(stage.host.querySelector(".ck-calendar")).toBeNull();
  });

  test("keeps within the first and the last day, which belong to it", async () => {
    await open({ min: "2026-11-20", max: "2026-11-22T10:00:00" });
    await press("PageDown");
    expect(focused()).toBe("Sunday, November 22, 2026");
    await stage.press(stage.find('button[aria-label="Monday, November 23, 2026"]'));
    expect(stage.sent).toEqual([]);
    await stage.press(stage.find('button[aria-label="Friday, November 20, 2026"]'));
    expect(stage.sent).toEqual([{ type: "pick", payload: { exam: "2026-11-20" } }]);
  });

  test("goes to other months by button, the focus stays on it", async () => {
    await open();
    const next = stage.find('button[aria-label="Next month"]');
    next.focus();
    await stage.press(next);
    expect(stage.find('[aria-live="polite"]').textContent).toBe("December 2026");
    expect(focused()).toBe("Next month");
  });
});

describe("the button", () => {
  test("is named by what it is for and what is chosen", async () => {
    await stage.show(card(picker()));
    expect(button().getAttribute("aria-label")).toBe("A day");
    await stage.show(card(picker({ defaultValue: "2026-11-21" })));
    expect(button().getAttribute("aria-label")).toBe("A day: November 21, 2026");
  });

  test("with a Label is named by that and the day", async () => {
    const label = { type: "Label", fieldName: "exam", value: "The exam" };
    await stage.show(card(label, picker({ defaultValue: "2026-11-21" })));
    const ids = (button().getAttribute("aria-labelledby") ?? "").split(" ");
    const name = ids.map((id) => document.getElementById(id)?.textContent).join(" ");
    expect(name).toBe("The exam November 21, 2026");
  });
});

test("an emptied date is null in the form", async () => {
  await stage.show({
    ...card(picker({ defaultValue: "2026-11-21", clearable: true, onChangeAction: null })),
    asForm: true,
    confirm: { label: "Send", action: { type: "send" } },
  });
  await stage.press(stage.find(".ck-clear"));
  await stage.press(stage.button("Send"));
  expect(stage.sent).toEqual([{ type: "send", payload: { exam: null } }]);
});
