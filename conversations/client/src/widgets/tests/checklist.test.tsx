// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { registry } from "../registry";
import { widgetSamples } from "../samples";
import { childrenOf } from "../tree";
import type { WidgetNode } from "../types";
import vocabulary from "../vocabulary.json";
import type { Change, Checks } from "./checklist/check";
import { controlChecks } from "./checklist/controls";
import { layoutChecks } from "./checklist/layout";
import { shapeChecks } from "./checklist/shapes";
import { textChecks } from "./checklist/texts";
import { card, type Sent, Stage } from "./stage";

/** Checked by tsc: every component of the npm types with every property. */
const checks: { [T in WidgetNode["type"]]: Checks<string> } = {
  ...layoutChecks,
  ...textChecks,
  ...controlChecks,
};

const EVERYWHERE = ["children", "id", "key"];

beforeEach(() => {
  // Nothing is laid out here: sizes are made up.
  vi.spyOn(HTMLElement.prototype, "scrollHeight", "get").mockReturnValue(300);
  const place = new DOMRect(400, 300, 200, 40);
  vi.spyOn(HTMLElement.prototype, "getBoundingClientRect").mockReturnValue(place);
  vi.spyOn(HTMLElement.prototype, "offsetWidth", "get").mockReturnValue(280);
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(250);
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-21T12:00:00") });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** All that somebody could notice: what is drawn, what controls hold, the focus, what was sent. */
function noticed(stage: Stage): string {
  const controls = [...stage.host.querySelectorAll<HTMLInputElement>("input, textarea, select")];
  const held = controls.map((one) => [
    one.value,
    one.checked,
    one.selectionStart,
    one.selectionEnd,
  ]);
  const focused = document.activeElement;
  const panel = stage.host.querySelector<HTMLElement>(".ck-popover");
  return JSON.stringify([
    stage.host.innerHTML,
    held,
    stage.host.contains(focused) && focused?.tagName,
    stage.sent,
    panel && [panel.style.top, panel.style.left],
  ]);
}

async function shown(widget: Sent, { act }: Change): Promise<string> {
  const stage = new Stage();
  await stage.show(widget);
  await act?.(stage);
  const found = noticed(stage);
  stage.host.remove();
  return found;
}

function cases(all: Record<string, Checks<string>>) {
  return Object.entries(all).flatMap(([name, { props }]) =>
    Object.entries(props).map(([prop, change]) => ({ name, prop, change })),
  );
}

describe("each property of each component", () => {
  test.each(cases(checks))("$name $prop shows", async ({ name, prop, change }) => {
    const { base, around = card } = checks[name as WidgetNode["type"]];
    const node: Sent = { type: name, ...base, ...change.given };
    const before = await shown(around(node), change);
    expect(await shown(around({ ...node, [prop]: change.to }), change)).not.toBe(before);
  });

  test.each(cases(shapeChecks))("$name $prop shows", async ({ name, prop, change }) => {
    const { base, around } = shapeChecks[name] as (typeof shapeChecks)[string];
    const before = await shown(around(base), change);
    expect(await shown(around({ ...base, [prop]: change.to }), change)).not.toBe(before);
  });

  test.each(Object.entries(checks))(
    "%s has children that show",
    async (name, { base, around = card }) => {
      if (!("children" in base))
        return expect(childrenOf({ type: name } as WidgetNode)).toEqual([]);
      const before = await shown(around({ type: name, ...base }), { to: null });
      expect(await shown(around({ type: name, ...base, children: [] }), { to: null })).not.toBe(
        before,
      );
    },
  );
});

describe.each(["key", "id"])("the %s of a component", (prop) => {
  test.each(Object.keys(checks))("tells one %s from the next", async (name) => {
    const { base, around = card } = checks[name as WidgetNode["type"]];
    const stage = new Stage();
    const drawn = async (value: string) => {
      await stage.show(around({ type: name, ...base, [prop]: value }));
      return [...stage.host.querySelectorAll(".ck-widget-body *")]
        .slice(0, -1)
        .concat([...stage.host.querySelectorAll(".ck-widget-body *")].slice(-1));
    };
    const first = await drawn("a");
    expect(await drawn("a")).toEqual(first);
    const other = await drawn("b");
    expect(first.some((element) => !other.includes(element))).toBe(true);
    stage.host.remove();
  });
});

describe("the vocabulary", () => {
  test("is what is drawn, checked and shown as a sample", () => {
    const components = Object.keys(vocabulary.components).sort();
    expect(Object.keys(registry).sort()).toEqual(components);
    expect(Object.keys(checks).sort()).toEqual(components);
    const sampled = new Set<string>();
    const visit = (node: WidgetNode): void => {
      sampled.add(node.type);
      childrenOf(node).forEach(visit);
    };
    for (const { widget } of widgetSamples) visit(widget as WidgetNode);
    expect([...sampled].sort()).toEqual(components);
  });

  test.each(Object.entries(vocabulary.components))("of %s is checked", (name, props) => {
    const { props: checked } = checks[name as WidgetNode["type"]];
    expect(Object.keys(checked).sort()).toEqual(
      props.filter((prop) => !EVERYWHERE.includes(prop)).sort(),
    );
  });

  test.each(Object.entries(vocabulary.shapes))("of the shape %s is checked", (name, props) => {
    expect(Object.keys(shapeChecks[name]?.props ?? {}).sort()).toEqual([...props].sort());
  });
});
