// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from "vitest";
import { showOutcome } from "../outcome";

const VIEW = 600;

/** A thread scrolled by `scrolled`, with a card whose parts lie at these heights of the thread. */
function thread(parts: { verdict?: number; button: number; open?: boolean }, scrolled: number) {
  document.body.innerHTML = `<div class="thread"><div class="row"><${parts.open ? "form" : "div"}>
    ${parts.verdict === undefined ? "" : '<span class="ck-badge"></span>'}
    <button class="ck-button"></button></div></div>`;
  const area = document.querySelector<HTMLElement>(".thread");
  const row = document.querySelector<HTMLElement>(".row");
  if (!area || !row) throw new Error("no thread");
  Object.defineProperty(area, "clientHeight", { value: VIEW });
  area.scrollTop = scrolled;
  const place = (selector: string, top: number) => {
    const found = document.querySelector(selector);
    if (found) found.getBoundingClientRect = () => new DOMRect(0, top - scrolled, 100, 40);
  };
  area.getBoundingClientRect = () => new DOMRect(0, 0, 800, VIEW);
  place(".ck-badge", parts.verdict ?? 0);
  place(".ck-button", parts.button);
  showOutcome(row);
  return area.scrollTop;
}

afterEach(() => document.body.replaceChildren());

describe("what an action led to", () => {
  it("brings the last button into view", () => {
    expect(thread({ verdict: 500, button: 900 }, 0)).toBe(900 + 40 + 12 - VIEW);
  });

  it("keeps the verdict in view when there is no room for both", () => {
    expect(thread({ verdict: 500, button: 1900 }, 0)).toBe(500 - 12);
  });

  it("comes back to a verdict above the view", () => {
    expect(thread({ verdict: 100, button: 900 }, 400)).toBe(100 - 12);
  });

  it("stays where it is when both are in view", () => {
    expect(thread({ verdict: 500, button: 900 }, 400)).toBe(400);
  });

  it("needs no verdict", () => {
    expect(thread({ button: 900, open: true }, 0)).toBe(900 + 40 + 12 - VIEW);
  });
});
