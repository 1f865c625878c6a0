// @vitest-environment happy-dom
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { card, type Sent, Stage } from "../../tests/stage";
import { matching } from "../use-options";

const cities = ["Lima", "São Paulo", "Cusco", "Bogotá"].map((label, index) => ({
  label,
  value: String(index),
}));
const onChangeAction = { type: "pick" };
const select = (more: object): Sent => ({
  type: "Select",
  name: "city",
  options: cities,
  placeholder: "A city",
  onChangeAction,
  ...more,
});

let stage: Stage;
beforeEach(() => {
  stage = new Stage();
});
afterEach(() => stage.host.remove());

const button = () => stage.find<HTMLButtonElement>('button[role="combobox"]');
const shown = () =>
  [...stage.host.querySelectorAll('[role="option"]')].map((one) => one.textContent);
const active = () => stage.host.querySelector("[data-active]")?.textContent;
const press = (key: string) =>
  act(() => {
    const target = document.activeElement ?? document.body;
    target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  });
async function type(text: string) {
  const input = stage.find<HTMLInputElement>(".ck-menu-search input");
  await act(() => {
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

describe("a list with search", () => {
  beforeEach(async () => {
    await stage.show(card(select({ searchable: true })));
    await stage.press(button());
  });

  test("opens with the focus in its search field and finds without accents", async () => {
    expect(document.activeElement?.getAttribute("aria-autocomplete")).toBe("list");
    expect(button().getAttribute("aria-expanded")).toBe("true");
    await type("SAO");
    expect(shown()).toEqual(["São Paulo"]);
    await type("nowhere");
    expect(stage.find('[role="status"]').textContent).toBe("Nothing matches this.");
  });

  test("is gone through with the arrow keys and chosen from with Enter", async () => {
    expect(active()).toBe("Lima");
    await press("ArrowDown");
    await press("ArrowDown");
    const search = stage.find(".ck-menu-search input");
    const marked = document.getElementById(search.getAttribute("aria-activedescendant") ?? "");
    expect(marked?.textContent).toBe("Cusco");
    await press("Enter");
    expect(stage.sent).toEqual([{ type: "pick", payload: { city: "2" } }]);
    expect(button().textContent).toBe("Cusco");
    expect(document.activeElement).toBe(button());
    expect(stage.host.querySelector(".ck-menu")).toBeNull();
  });

  test("is closed by Escape and by a press elsewhere, with nothing chosen", async () => {
    await press("Escape");
    expect(stage.host.querySelector(".ck-menu")).toBeNull();
    expect(document.activeElement).toBe(button());
    await stage.press(button());
    const elsewhere = new Event("pointerdown", { bubbles: true, composed: true });
    await act(() => void document.body.dispatchEvent(elsewhere));
    expect(stage.host.querySelector(".ck-menu")).toBeNull();
    expect(stage.sent).toEqual([]);
  });

  test("does not fire for what was chosen already", async () => {
    await press("Enter");
    await stage.press(button());
    await press("Enter");
    expect(stage.sent).toHaveLength(1);
  });
});

describe("a list with descriptions", () => {
  const options = [
    { ...cities[0], description: "The capital" },
    { ...cities[1], disabled: true },
    cities[2],
  ];

  test("takes letters instead of a search, and skips what is disabled", async () => {
    await stage.show(card(select({ options })));
    await stage.press(button());
    expect(stage.host.querySelector(".ck-menu-search")).toBeNull();
    await press("ArrowDown");
    expect(active()).toBe("Cusco");
    await press("l");
    expect(active()).toBe("LimaThe capital");
    await stage.press(stage.find('[aria-disabled="true"]'));
    expect(stage.sent).toEqual([]);
    await press(" ");
    expect(stage.sent).toEqual([{ type: "pick", payload: { city: "0" } }]);
  });
});

describe("a plain list", () => {
  test("is the browser's own up to fifteen options", async () => {
    const many = Array.from({ length: 16 }, (_, at) => ({ label: `${at}`, value: `${at}` }));
    await stage.show(card(select({ options: many.slice(1) })));
    expect(stage.host.querySelector("select")).not.toBeNull();
    await stage.show(card(select({ options: many })));
    expect(stage.host.querySelector("select")).toBeNull();
    await stage.show(card(select({ options: many, searchable: false })));
    expect(stage.host.querySelector("select")).not.toBeNull();
  });

  test("is emptied with its own button, which sends null", async () => {
    await stage.show(card(select({ defaultValue: "2", clearable: true })));
    await stage.press(stage.find('button[aria-label="Clear: A city"]'));
    expect(stage.sent).toEqual([{ type: "pick", payload: { city: null } }]);
    expect(stage.find<HTMLSelectElement>("select").value).toBe("");
    expect(document.activeElement).toBe(stage.find("select"));
    expect(stage.host.querySelector(".ck-clear")).toBeNull();
  });
});

describe("inside of a form, what was just chosen is sent", () => {
  const inForm = (more: object) => card({ type: "Form", children: [select(more)] });

  test("from a list with search", async () => {
    await stage.show(inForm({ searchable: true, defaultValue: "2" }));
    await stage.press(button());
    await stage.press(stage.find('[role="option"]'));
    expect(stage.sent[0]?.payload).toEqual({ city: "0" });
  });

  test("when a plain list is emptied", async () => {
    await stage.show(inForm({ defaultValue: "2", clearable: true }));
    await stage.press(stage.find(".ck-clear"));
    expect(stage.sent[0]?.payload).toEqual({ city: null });
  });
});

test("what begins with the query comes first", () => {
  const options = ["Port Louis", "Louisiana"].map((label) => ({ label, value: label }));
  expect(matching(options, "louis").map(({ label }) => label)).toEqual(["Louisiana", "Port Louis"]);
});
