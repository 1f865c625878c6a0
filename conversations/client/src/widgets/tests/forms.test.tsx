// @vitest-environment happy-dom
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { card, choices, quizForm, Stage } from "./stage";

let stage: Stage;
beforeEach(() => {
  vi.spyOn(console, "debug").mockImplementation(() => {});
  stage = new Stage();
});
afterEach(() => {
  stage.host.remove();
  vi.restoreAllMocks();
});

describe("submitting a form", () => {
  test("sends the chosen answer inside the predefined payload", async () => {
    await stage.show(quizForm(choices()));
    await stage.press(stage.input("b"));
    await stage.press(stage.button("Check answer"));
    expect(stage.sent).toEqual([
      { type: "mcq.submit", payload: { attempt: "t1", choice: "b" }, streaming: false },
    ]);
  });

  test("sends every checkbox as true or false", async () => {
    const boxes = ["a", "b"].map((id) => ({ type: "Checkbox", name: `choice.${id}`, label: id }));
    await stage.show(quizForm(...boxes));
    await stage.press(stage.find('input[name="choice.b"]'));
    await stage.press(stage.button("Check answer"));
    expect(stage.sent[0]?.payload).toEqual({ attempt: "t1", choice: { a: false, b: true } });
  });

  test("without a choice says so beside the group and sends nothing", async () => {
    await stage.show(quizForm(choices()));
    await stage.press(stage.button("Check answer"));
    expect(stage.sent).toEqual([]);
    const group = stage.find('[role="radiogroup"]');
    const message = document.getElementById(group.getAttribute("aria-describedby") ?? "");
    expect(message?.textContent).toBe("Choose an answer first.");
    expect(document.activeElement).toBe(stage.input("a"));
    await stage.press(stage.input("a"));
    expect(stage.host.querySelector(".ck-message")).toBeNull();
  });

  test("asks for a required box and a required text in words", async () => {
    const box = { type: "Checkbox", name: "agree", label: "I agree", required: true };
    const text = { type: "Input", name: "who", required: true };
    await stage.show(quizForm(box, text));
    await stage.press(stage.button("Check answer"));
    const messages = [...stage.host.querySelectorAll(".ck-message")].map((one) => one.textContent);
    expect(messages).toEqual(["Tick this box first.", "Fill this in first."]);
  });

  test("says in the chat's own words what an address looks like", async () => {
    const entry = (inputType: string) => ({
      type: "Input",
      name: inputType,
      inputType,
      defaultValue: "nobody",
    });
    await stage.show(quizForm(entry("email"), entry("url")));
    await stage.press(stage.button("Check answer"));
    const messages = [...stage.host.querySelectorAll(".ck-message")].map((one) => one.textContent);
    expect(messages).toEqual([
      "Enter an e-mail address, such as name@example.org.",
      "Enter a web address that begins with https://.",
    ]);
  });

  test("is not needed for the other buttons of the form, which get its values too", async () => {
    const hint = { type: "Button", label: "Hint", onClickAction: { type: "mcq.hint" } };
    await stage.show(quizForm(choices(), { type: "Input", name: "note", defaultValue: "n" }, hint));
    await stage.press(stage.button("Hint"));
    expect(stage.sent).toEqual([{ type: "mcq.hint", payload: { note: "n" } }]);
  });

  test("of a card works through its confirm button", async () => {
    const confirm = { label: "Save", action: { type: "save" } };
    const root = { ...card({ type: "Input", name: "who", defaultValue: "Ada" }), asForm: true };
    await stage.show({ ...root, confirm, cancel: { label: "No", action: { type: "no" } } });
    await stage.press(stage.button("Save"));
    expect(stage.sent).toEqual([{ type: "save", payload: { who: "Ada" } }]);
  });
});

describe("while an action is under way", () => {
  test("a second press does nothing, and the form is inert", async () => {
    await stage.show(quizForm(choices({ defaultValue: "a" })));
    const button = stage.button("Check answer");
    button.click();
    await stage.press(button);
    expect(stage.sent).toHaveLength(1);
    expect(stage.find<HTMLElement>(".ck-widget-body").inert).toBe(true);
    expect(stage.find(".ck-widget").getAttribute("aria-busy")).toBe("true");
    await stage.answer();
    expect(stage.find<HTMLElement>(".ck-widget-body").inert).toBe(false);
  });

  test("a failure leaves everything as it was, to be tried again", async () => {
    await stage.show(quizForm(choices()));
    await stage.press(stage.input("b"));
    await stage.press(stage.button("Check answer"));
    await stage.answer(new Error("offline"));
    expect(stage.find<HTMLElement>(".ck-widget-body").inert).toBe(false);
    expect(stage.input("b").checked).toBe(true);
    await stage.press(stage.button("Check answer"));
    expect(stage.sent).toHaveLength(2);
  });

  test("a streaming action waits while the item is busy, a sync action does not", async () => {
    const next = { type: "Button", label: "Next", onClickAction: { type: "mcq.next" } };
    const hint = { type: "mcq.hint", streaming: false };
    const root = card(next, { type: "Button", label: "Hint", onClickAction: hint });
    await stage.show(root, { busy: true });
    await stage.press(stage.button("Next"));
    expect(stage.button("Next").getAttribute("aria-disabled")).toBe("true");
    await stage.press(stage.button("Hint"));
    expect(stage.sent).toEqual([hint]);
  });

  test("so does a form that the Enter key submits", async () => {
    const children = [choices({ defaultValue: "a" })];
    const root = card({ type: "Form", onSubmitAction: { type: "go" }, children });
    await stage.show(root, { busy: true });
    await act(() => stage.find<HTMLFormElement>("form").requestSubmit());
    expect(stage.sent).toEqual([]);
  });

  test("a select goes on working and sends its latest value", async () => {
    const options = ["x", "y"].map((value) => ({ value, label: value }));
    const onChangeAction = { type: "pick" };
    await stage.show(card({ type: "Select", name: "bank", options, onChangeAction }));
    const select = stage.find<HTMLSelectElement>("select");
    for (const value of ["x", "y"]) {
      select.value = value;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    }
    expect(stage.sent.map((action) => action.payload)).toEqual([{ bank: "x" }, { bank: "y" }]);
  });
});

describe("what was chosen", () => {
  test("survives that the widget is sent again", async () => {
    await stage.show(quizForm(choices(), { type: "Text", value: "one" }));
    await stage.press(stage.input("b"));
    await stage.show(quizForm(choices(), { type: "Text", value: "one two" }));
    expect(stage.input("b").checked).toBe(true);
  });

  test.each([
    ["another default", { defaultValue: "a" }, "a"],
    ["a disabled group", { disabled: true, defaultValue: "a" }, "a"],
    ["another question", { ariaLabel: "Capital of Chile" }, undefined],
  ])("gives way to %s", async (_name, more, checked) => {
    await stage.show(quizForm(choices()));
    await stage.press(stage.input("b"));
    await stage.show(quizForm(choices(more)));
    expect(stage.host.querySelector<HTMLInputElement>("input:checked")?.value).toBe(checked);
  });

  test("does not mix up two groups of the same name outside of forms", async () => {
    await stage.show(card(choices({ id: "one" }), choices({ id: "two" })));
    const [first, , third] = [...stage.host.querySelectorAll("input")];
    if (first && third) {
      await stage.press(first);
      await stage.press(third);
    }
    expect(first?.checked && third?.checked).toBe(true);
  });
});
