// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, describe, expect, test, vi } from "vitest";
import { Lazy } from "../../lazy";
import { highlight } from "../highlight";
import { draw } from "../math-engine";
import { MathLabel } from "../math-label";
import { Formula } from "../parts";

// The engine refuses to work in quirks mode, which the simulated document reports.
vi.hoisted(() => Object.defineProperty(document, "compatMode", { value: "CSS1Compat" }));

afterEach(() => vi.restoreAllMocks());

describe("a formula", () => {
  const place = () => document.createElement("span");

  test("becomes MathML, with a label where it is part of a name", () => {
    const into = place();
    expect(draw("x^2", false, into, "x^2")).toBe(true);
    expect(into.querySelector("math msup")).not.toBeNull();
    expect(into.querySelector("math")?.getAttribute("aria-label")).toBe("x^2");
  });

  test.each([
    ["is no TeX", "\\frac{1"],
    ["expands without end", "\\def\\a{\\a\\a}\\a"],
    ["is very long", "x".repeat(6000)],
    ["includes a picture", "\\includegraphics{https://evil.example/x.png}"],
  ])("that %s is left as its source", (_name, tex) => {
    const into = place();
    expect(draw(tex, false, into, undefined) && into.querySelector("img, mglyph")).toBeFalsy();
  });

  test("never links", () => {
    const into = place();
    draw("\\href{javascript:alert(1)}{x}", false, into, undefined);
    expect(into.querySelector("[href]")).toBeNull();
  });

  test("shows its source until the engine is there, and when it cannot be drawn", async () => {
    const host = place();
    const formula = (tex: string) => (
      <MathLabel.Provider value={true}>
        <Formula tex={tex} display={false} />
      </MathLabel.Provider>
    );
    render(formula("a_1"), host);
    expect(host.querySelector("code")?.textContent).toBe("a_1");
    await vi.waitFor(() => expect(host.querySelector("math")).not.toBeNull(), 5000);
    expect(host.querySelector("code")).toBeNull();
    expect(host.querySelector("math")?.getAttribute("aria-label")).toBe("a_1");
    await act(() => render(formula("\\frac{1"), host));
    expect(host.querySelector("code")?.textContent).toBe("\\frac{1");
  });
});

describe("code", () => {
  test("is coloured without changing a character", () => {
    const code = 'def f(x):\n    return f"<b>{x}</b>"  # &amp;\n';
    const host = document.createElement("pre");
    render(highlight(code, "python"), host);
    expect(host.textContent).toBe(code);
    expect(host.querySelector(".ck-code-keyword")?.textContent).toBe("def");
  });

  test.each(["nonsense", "constructor", ""])("in %j stays plain", (language) => {
    expect(highlight("x", language)).toBeUndefined();
  });
});

test("a part that could not be loaded is tried again", async () => {
  vi.spyOn(console, "warn").mockImplementation(() => {});
  const load = vi.fn().mockRejectedValueOnce(new Error("offline")).mockResolvedValue("part");
  const part = new Lazy("a part", load);
  expect(await part.start()).toBeUndefined();
  expect(await part.start()).toBe("part");
  expect(await part.start()).toBe("part");
  expect(load).toHaveBeenCalledTimes(2);
});
