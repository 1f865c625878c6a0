// @vitest-environment happy-dom
import { render } from "preact";
import { describe, expect, test, vi } from "vitest";
import { coreIcons } from "../core";
import { Icon, moreIcons } from "../icon";
import { drawing } from "../more";
import { builtIn } from "../names";

async function draw(name: string, label?: string): Promise<HTMLElement> {
  await moreIcons.start();
  const host = document.createElement("div");
  render(<Icon name={name} {...(label ? { label } : {})} />, host);
  return host;
}

describe("an icon", () => {
  test.each(Object.keys(builtIn))("%s is drawn", async (name) => {
    expect((await draw(name)).querySelector("svg > *")).not.toBeNull();
  });

  test.each(Object.keys(coreIcons))("%s of the core is drawn as it is elsewhere", (name) => {
    expect(coreIcons[name]).toEqual(drawing(name));
  });

  test("may be one of Lucide", async () => {
    expect((await draw("lucide:x")).querySelector("svg > *")).not.toBeNull();
  });

  test.each(["", "nonsense", "lucide:nonsense", "constructor", "lucide:constructor", "vendor:x"])(
    "%j is nothing",
    async (name) => expect((await draw(name)).innerHTML).toBe(""),
  );

  test("is decoration unless it has a label", async () => {
    expect((await draw("check")).querySelector("svg")?.getAttribute("aria-hidden")).toBe("true");
    const labelled = (await draw("check", "Correct")).querySelector('svg[role="img"]');
    expect(labelled?.getAttribute("aria-label")).toBe("Correct");
  });
});

test("an icon that is still on its way keeps its place", async () => {
  vi.resetModules();
  const { Icon: Fresh } = await import("../icon");
  const host = document.createElement("div");
  render(<Fresh name="atom" size={20} />, host);
  expect(host.querySelector("svg")?.getAttribute("width")).toBe("20px");
  expect(host.querySelector("svg > *")).toBeNull();
  await vi.waitFor(() => expect(host.querySelector("svg > *")).not.toBeNull());
});
