// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { card, Stage } from "./stage";

let stage: Stage;
const animate = vi.fn();
let height = 20;
let reduced = false;

beforeEach(() => {
  stage = new Stage();
  [height, reduced] = [20, false];
  animate.mockClear();
  HTMLElement.prototype.animate = animate;
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockImplementation(() => height);
  vi.stubGlobal("matchMedia", () => ({ matches: reduced }));
});
afterEach(() => {
  stage.host.remove();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const show = (child: object) => stage.show(card({ type: "Transition", children: child }));
const frames = () => animate.mock.calls.map(([keyframes]) => Object.keys(keyframes)[0]);

test("a child that grows moves to its new height", async () => {
  await show({ type: "Text", value: "One" });
  expect(frames()).toEqual([]);
  height = 60;
  await show({ type: "Text", value: "One, and more of it" });
  expect(animate.mock.calls[0]?.[0].height).toEqual(["20px", "60px"]);
  expect(frames()).toEqual(["height"]);
});

test("another child fades in", async () => {
  await show({ type: "Text", key: "a", value: "One" });
  await show({ type: "Text", key: "b", value: "Two" });
  expect(frames()).toEqual(["opacity"]);
});

test("nothing moves for who wants less motion", async () => {
  reduced = true;
  await show({ type: "Text", key: "a", value: "One" });
  height = 60;
  await show({ type: "Text", key: "b", value: "Two" });
  expect(frames()).toEqual([]);
});
