// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { card, type Sent, Stage } from "./stage";

let stage: Stage;
beforeEach(() => {
  stage = new Stage();
});
afterEach(() => {
  stage.host.remove();
});

describe("a widget from outside", () => {
  test("draws what is known and reports an unknown type once", async () => {
    const odd = { type: "Hologram", children: [{ type: "Text", value: "lost" }] };
    await stage.show(card(odd, odd, { type: "Text", value: "kept" }));
    expect(stage.host.textContent).toBe("kept");
    expect(stage.told).toEqual(['widget.unknown {"component":"Hologram"}']);
  });

  test.each([
    ["no children", { type: "Card" }],
    ["null children", { type: "Card", children: null }],
    ["children that are no nodes", card(null, "text", 3, {}, { type: 4 }, [])],
    ["a list without items", { type: "ListView", children: null, limit: "auto" }],
    [
      "controls without options",
      card({ type: "RadioGroup", name: "a" }, { type: "Select", name: "b" }),
    ],
    [
      "null for absent properties",
      card({
        type: "Row",
        gap: null,
        padding: null,
        border: null,
        background: null,
        children: null,
      }),
    ],
    [
      "the same key twice",
      card({ type: "Text", key: "k", value: "" }, { type: "Text", key: "k", value: "" }),
    ],
  ])("with %s does not throw", async (_name, widget) => {
    await stage.show(widget as Sent);
    expect(stage.host.querySelector("article")).not.toBeNull();
  });

  test("does not take an inherited name for a type", async () => {
    await stage.show(card({ type: "constructor" }, { type: "toString" }));
    expect(stage.told).toHaveLength(2);
  });

  test("gets no style attribute and no foreign address out of its properties", async () => {
    await stage.show(
      card(
        { type: "Box", background: "url(https://evil.example/x.png)", width: "expression(1)" },
        { type: "Image", src: "https://evil.example/x.png", alt: "A cell" },
        { type: "Image", src: "javascript:alert(1)", alt: "A leaf" },
      ),
    );
    expect(stage.host.innerHTML).not.toContain("evil.example");
    expect(stage.host.querySelector("img")).toBeNull();
    expect(stage.host.textContent).toBe("A cellA leaf");
  });
});

describe("a list", () => {
  const rows = [1, 2, 3].map((number) => ({
    type: "ListViewItem",
    onClickAction: { type: "open", payload: { number } },
    children: [{ type: "Text", value: `Row ${number}` }],
  }));

  test("holds back what is past its limit", async () => {
    await stage.show({ type: "ListView", limit: 2, children: rows });
    expect(stage.host.querySelectorAll("li")).toHaveLength(2);
    await stage.press(stage.button("Show 1 more"));
    expect(stage.host.querySelectorAll("li")).toHaveLength(3);
  });

  test("has a named button in each row with an action", async () => {
    await stage.show({ type: "ListView", children: rows });
    const button = stage.find("li button");
    const name = document.getElementById(button.getAttribute("aria-labelledby") ?? "");
    expect(name?.textContent).toBe("Row 1");
    await stage.press(button);
    expect(stage.sent).toEqual([{ type: "open", payload: { number: 1 } }]);
  });
});

describe("a button in a row", () => {
  const review = { type: "Button", label: "Review", onClickAction: { type: "open" } };
  const about = (text: object, button: object = review) => ({
    type: "Row",
    children: [{ type: "Col", children: [text, { type: "Caption", value: "mark 1" }] }, button],
  });
  const described = (button: Element | undefined) =>
    document.getElementById(button?.getAttribute("aria-describedby") ?? "")?.textContent;

  test("is described by what its row is about", async () => {
    const second = { type: "Markdown", value: "2. Cells" };
    await stage.show(card(about({ type: "Text", value: "1. Plants" }), about(second)));
    const [first, other] = [...stage.host.querySelectorAll("button")];
    expect(described(first)).toBe("1. Plants");
    expect(described(other)).toContain("Cells");
  });

  test("is described by the row around its own, and by nothing where there is no text", async () => {
    const inner = { type: "Row", children: [review] };
    await stage.show(card(about({ type: "Title", value: "Plants" }, inner), inner));
    const [first, other] = [...stage.host.querySelectorAll("button")];
    expect(described(first)).toBe("Plants");
    expect(other?.hasAttribute("aria-describedby")).toBe(false);
  });
});

describe("a control", () => {
  test("is named by the Label of its field", async () => {
    const label = { type: "Label", fieldName: "who", value: "Your name" };
    await stage.show(card(label, { type: "Input", name: "who", placeholder: "Ada" }));
    const input = stage.find<HTMLInputElement>("input");
    expect(stage.find("label").getAttribute("for")).toBe(input.id);
    expect(input.getAttribute("aria-label")).toBeNull();
  });

  test("shows the answer that was given when it is disabled", async () => {
    const options = [{ label: "True", value: "t" }];
    await stage.show(
      card(
        { type: "RadioGroup", name: "a", options, disabled: true, defaultValue: "t" },
        { type: "Checkbox", name: "b", label: "B", disabled: true, defaultChecked: true },
      ),
    );
    const inputs = [...stage.host.querySelectorAll("input")];
    expect(inputs.map((input) => [input.checked, input.disabled])).toEqual([
      [true, true],
      [true, true],
    ]);
  });
});
