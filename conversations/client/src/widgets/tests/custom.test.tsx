// @vitest-environment happy-dom
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CustomTools } from "../custom-registry";
import { registerWidget } from "../register";
import { card, Stage } from "./stage";

let stage: Stage;
beforeEach(() => {
  stage = new Stage();
});
afterEach(() => {
  stage.host.remove();
});

test("a component of the page is drawn, and drawn again into what it was", async () => {
  registerWidget("Gauge", (node, { previous }) => {
    const meter = (previous as HTMLMeterElement | null) ?? document.createElement("meter");
    meter.textContent = String(node.value);
    return meter;
  });
  await stage.show(card({ type: "Gauge", value: 3 }));
  const meter = stage.find("meter");
  await stage.show(card({ type: "Gauge", value: 5 }));
  expect(stage.find("meter")).toBe(meter);
  expect(meter.textContent).toBe("5");
});

test("one that is registered late appears then", async () => {
  await stage.show(card({ type: "Latecomer" }));
  expect(stage.told).toHaveLength(1);
  await act(() => registerWidget("Latecomer", () => document.createTextNode("here")));
  expect(stage.host.textContent).toBe("here");
});

test("its children are drawn by the chat, with the actions and forms around it", async () => {
  registerWidget("Frame", (_node, tools) => {
    const frame = document.createElement("section");
    frame.append(tools.children);
    return frame;
  });
  const button = { type: "Button", label: "Go", onClickAction: { type: "go" } };
  const form = (children: unknown[]) => card({ type: "Form", children });
  await stage.show(form([{ type: "Frame", children: [{ type: "Input", name: "who" }, button] }]));
  expect(stage.find("section input").getAttribute("data-field")).toBe("who");
  await stage.press(stage.button("Go"));
  expect(stage.sent).toEqual([{ type: "go", payload: { who: "" } }]);
  await stage.show(form([{ type: "Frame", children: [{ type: "Text", value: "changed" }] }]));
  expect(stage.find("section").textContent).toBe("changed");
});

describe("what a component of the page has to do with actions", () => {
  let tools: CustomTools;
  beforeEach(() =>
    registerWidget("Rating", (_node, given) => {
      tools = given;
      const input = document.createElement("input");
      input.name = "stars";
      input.value = "4";
      return input;
    }),
  );

  test("it sends them, with the values of its form, its own among them", async () => {
    await stage.show(card({ type: "Form", children: [{ type: "Rating" }] }));
    const done = tools.dispatch({ type: "rate", payload: { of: 5 } });
    expect(stage.sent).toEqual([{ type: "rate", payload: { of: 5, stars: "4" } }]);
    await stage.answer();
    expect(await done).toBe(true);
  });

  test("it is told when it goes", async () => {
    await stage.show(card({ type: "Rating" }));
    expect(tools.signal.aborted).toBe(false);
    await stage.show(card());
    expect(tools.signal.aborted).toBe(true);
  });
});

test("a mistake in one is told, and the rest of the widget is drawn", async () => {
  registerWidget("Broken", () => {
    throw new Error("no such chart");
  });
  await stage.show(card({ type: "Broken" }, { type: "Text", value: "kept" }));
  expect(stage.host.textContent).toBe("kept");
  expect(stage.told).toEqual(["no such chart"]);
});

test("none takes the place of a component of ChatKit", () => {
  expect(() => registerWidget("Card", () => document.createElement("p"))).toThrow(/"Card"/);
});
