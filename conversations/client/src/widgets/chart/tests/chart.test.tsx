// @vitest-environment happy-dom
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test } from "vitest";
import { card, Stage } from "../../tests/stage";

const chart = {
  type: "Chart",
  xAxis: { dataKey: "day", labels: { Mon: "Monday" } },
  data: [
    { day: "Mon", right: 3, wrong: 1.5 },
    { day: "Tue", right: 12000, wrong: null },
  ],
  series: [
    { type: "bar", dataKey: "right", label: "Right" },
    { type: "line", dataKey: "wrong", label: "Wrong" },
  ],
};

let stage: Stage;
beforeEach(async () => {
  stage = new Stage();
  await stage.show(card(chart));
});
afterEach(() => stage.host.remove());

const plot = () => stage.find('[role="slider"]');
const press = (key: string) =>
  act(() => void plot().dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true })));

test("the same numbers are there as a table", () => {
  const rows = [...stage.host.querySelectorAll("table tr")];
  const cells = rows.map((row) => [...row.children].map((cell) => cell.textContent));
  expect(cells).toEqual([
    ["day", "Right", "Wrong"],
    ["Monday", "3", "1.5"],
    ["Tue", "12,000", "–"],
  ]);
  expect(stage.find("figure").getAttribute("aria-label")).toBe("Chart: Right, Wrong");
});

test("the arrow keys go from category to category and say its values", async () => {
  await act(() => plot().focus());
  expect(plot().getAttribute("aria-valuetext")).toBe("Monday: Right 3, Wrong 1.5");
  await press("ArrowRight");
  expect(plot().getAttribute("aria-valuetext")).toBe("Tue: Right 12,000");
  expect(stage.find(".ck-tooltip").textContent).toBe("TueRight12,000");
  await press("ArrowRight");
  expect(plot().getAttribute("aria-valuenow")).toBe("2");
  await press("Home");
  expect(plot().getAttribute("aria-valuenow")).toBe("1");
  await press("Escape");
  expect(stage.host.querySelector(".ck-tooltip")).toBeNull();
});

test("fewer categories than before leave the tooltip at the last one", async () => {
  await act(() => plot().focus());
  await press("End");
  await stage.show(card({ ...chart, data: chart.data.slice(0, 1) }));
  expect(stage.find(".ck-tooltip strong").textContent).toBe("Monday");
});
