// @vitest-environment happy-dom
import { act } from "preact/test-utils";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { soon } from "../../soon";
import { card, choices, type Sent, Stage } from "./stage";

let stage: Stage;
beforeEach(() => {
  stage = new Stage();
});
afterEach(() => stage.host.remove());

const form = (...children: unknown[]): Sent => ({
  ...card(...children),
  asForm: true,
  confirm: { label: "Send", action: { type: "send", payload: { to: "teacher" } } },
});
const send = () => stage.press(stage.button("Send"));

describe("what a form sends", () => {
  test("is what was entered, as it was entered", async () => {
    await stage.show(
      form(
        { type: "Input", name: "n.number", inputType: "number", defaultValue: "1.50" },
        { type: "Textarea", name: "n.text", defaultValue: "a\nb" },
        { type: "Text", value: "Title", editable: { name: "title" } },
        { type: "Select", name: "none", options: [] },
        { type: "DatePicker", name: "day", defaultValue: "2026-11-21T09:00:00Z" },
        { type: "Checkbox", name: "no", label: "No" },
        choices({ required: false }),
      ),
    );
    await send();
    expect(stage.sent[0]?.payload).toEqual({
      to: "teacher",
      n: { number: "1.50", text: "a\nb" },
      title: "Title",
      none: null,
      day: "2026-11-21",
      no: false,
    });
  });

  test("leaves out what is disabled", async () => {
    const disabled = true;
    await stage.show(
      form(
        { type: "Input", name: "a", defaultValue: "x", disabled },
        { type: "DatePicker", name: "b", defaultValue: "2026-11-21", disabled },
        { type: "Checkbox", name: "c", label: "c", disabled },
      ),
    );
    await send();
    expect(stage.sent[0]?.payload).toEqual({ to: "teacher" });
  });

  test("never overrides the payload: the page is told, and the action is sent", async () => {
    await stage.show(form({ type: "Input", name: "to" }, { type: "Input", name: "__proto__.x" }));
    await send();
    expect(stage.sent[0]?.payload).toEqual({ to: "teacher" });
    expect(stage.told).toEqual([
      'The form value "to" was not sent: its name is taken or invalid.',
      'The form value "__proto__.x" was not sent: its name is taken or invalid.',
    ]);
  });
});

describe("what reads a form", () => {
  let loaded: typeof soon.loaded;
  beforeAll(async () => {
    loaded = await soon.start();
  });
  beforeEach(() => stage.show(form({ type: "Input", name: "who", defaultValue: "Ada" })));
  afterEach(() => {
    soon.loaded = loaded;
    vi.restoreAllMocks();
  });

  test.each([
    ["is waited for, and the form is sent once", 1],
    ["can't be loaded: nothing is sent, and it may be tried again", 0],
  ])("%s", async (_what, sent) => {
    soon.loaded = undefined;
    vi.spyOn(soon, "start").mockImplementation(async () => (sent ? loaded : undefined));
    await send();
    expect(stage.sent).toHaveLength(sent);
    expect(stage.find<HTMLElement>(".ck-widget-body").inert).toBe(sent === 1);
  });
});

describe("a pattern", () => {
  const area = { type: "Textarea", name: "code", pattern: "\\d{3}" };

  test.each([
    ["12", 0],
    ["123", 1],
    ["", 1],
  ])("of a text area is checked: %j", async (defaultValue, sent) => {
    await stage.show(form({ ...area, defaultValue }));
    await send();
    expect(stage.sent).toHaveLength(sent);
  });

  test("that is none keeps nobody from anything", async () => {
    await stage.show(form({ ...area, pattern: "(", defaultValue: "12" }));
    await send();
    expect(stage.sent).toHaveLength(1);
  });
});

describe("the Label of radio buttons", () => {
  test("names them, and pressing it chooses none of them", async () => {
    const label = { type: "Label", fieldName: "choice", value: "Your answer" };
    await stage.show(form(label, choices()));
    const group = stage.find('[role="radiogroup"]');
    const name = document.getElementById(group.getAttribute("aria-labelledby") ?? "");
    expect(name?.textContent).toBe("Your answer");
    expect(stage.find("label.ck-label").getAttribute("for")).toBe(group.id);
    await stage.press(stage.find("label.ck-label"));
    expect(stage.input("a").checked).toBe(false);
  });
});

describe("a field that wants the focus", () => {
  const wanting = { type: "Input", name: "who", autoFocus: true, defaultValue: "Ada" };
  let elsewhere: HTMLInputElement;
  beforeEach(() => {
    elsewhere = document.body.appendChild(document.createElement("input"));
    elsewhere.focus();
  });
  afterEach(() => elsewhere.remove());

  test("gets it from an empty field", async () => {
    await stage.show(card(wanting));
    expect(document.activeElement).toBe(stage.find("input"));
  });

  test("does not get it while somebody writes", async () => {
    elsewhere.value = "half a mess";
    await stage.show(card(wanting));
    expect(document.activeElement).toBe(elsewhere);
  });

  test("may have its text selected", async () => {
    await stage.show(card({ ...wanting, autoSelect: true }));
    const input = stage.find<HTMLInputElement>("input");
    expect([input.selectionStart, input.selectionEnd]).toEqual([0, 3]);
  });
});

test("an editable text of several lines is a text area", async () => {
  const editable = { name: "note" };
  await stage.show(card({ type: "Text", value: "One\nTwo", minLines: 2, editable }));
  expect(stage.find<HTMLTextAreaElement>("textarea").value).toBe("One\nTwo");
});

test("what is streamed into a text leaves what was entered beside it", async () => {
  const field = { type: "Input", name: "who" };
  const show = (value: string) =>
    stage.show(card({ type: "Text", id: "t", value, streaming: true }, field));
  await show("Wri");
  const input = stage.find<HTMLInputElement>("input");
  await act(() => {
    input.focus();
    input.value = "Ad";
  });
  await show("Write");
  expect(stage.find("p").textContent).toBe("Write");
  expect([stage.find("input"), input.value, document.activeElement]).toEqual([input, "Ad", input]);
});
