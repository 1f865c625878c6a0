// @vitest-environment happy-dom
import { render } from "preact";
import { describe, expect, test } from "vitest";
import { Icon } from "../icon";
import { builtIn } from "../names";

function draw(name: string, label?: string): HTMLElement {
  const host = document.createElement("div");
  render(<Icon name={name} {...(label ? { label } : {})} />, host);
  return host;
}

describe("an icon", () => {
  test.each(Object.keys(builtIn))("%s is drawn", (name) => {
    expect(draw(name).querySelector("svg > *")).not.toBeNull();
  });

  test("may be one of Lucide", () => {
    expect(draw("lucide:x").querySelector("svg > *")).not.toBeNull();
  });

  test.each(["", "nonsense", "lucide:nonsense", "constructor", "lucide:constructor", "vendor:x"])(
    "%j is nothing",
    (name) => expect(draw(name).innerHTML).toBe(""),
  );

  test("is decoration unless it has a label", () => {
    expect(draw("check").querySelector("svg")?.getAttribute("aria-hidden")).toBe("true");
    expect(draw("check", "Correct").querySelector('svg[role="img"]')?.ariaLabel ?? "Correct").toBe(
      "Correct",
    );
  });
});
