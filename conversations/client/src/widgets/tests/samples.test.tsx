// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test } from "vitest";
import { widgetSamples } from "../samples";
import { type Sent, Stage } from "./stage";

let stage: Stage;
beforeEach(() => {
  stage = new Stage();
});
afterEach(() => {
  stage.host.remove();
});

test("have names of their own, which begin with the component or with card", () => {
  const names = widgetSamples.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z]+)+$/);
});

test.each(widgetSamples)("$name is drawn, with no type unknown", async ({ widget }) => {
  await stage.show(widget as Sent);
  expect(stage.host.querySelector(".ck-widget-body > *")).not.toBeNull();
  expect(stage.told).toEqual([]);
});
