// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Announcer, LiveRegion } from "../announcer";

let announcer: Announcer;
const host = document.createElement("div");
const said = () => [...host.querySelectorAll("p")].map((node) => node.textContent);
const wait = (milliseconds: number) => act(() => void vi.advanceTimersByTime(milliseconds));
const say = (...texts: string[]) => act(() => texts.forEach((text) => void announcer.say(text)));
const sayInPassing = (...texts: string[]) =>
  act(() => texts.forEach((text) => void announcer.sayInPassing(text)));

beforeEach(() => {
  vi.useFakeTimers();
  announcer = new Announcer();
  act(() => render(<LiveRegion announcer={announcer} />, host));
});
afterEach(() => {
  act(() => render(null, host));
  vi.useRealTimers();
});

it("says one thing after the other, and the same thing twice", async () => {
  await say("One.", "Two.", "Two.");
  expect(said()).toEqual(["One.", "Two.", "Two."]);
});

it("adds to what is there instead of changing it, so that nothing is read again", async () => {
  await say("One.");
  const first = host.querySelector("p");
  await say("Two.");
  expect(host.querySelector("p")).toBe(first);
  expect(host.querySelector("[aria-live]")?.getAttribute("aria-atomic")).toBe("false");
});

it("forgets what was said, and never says nothing", async () => {
  await say("One.", "", "  ");
  expect(said()).toEqual(["One."]);
  await wait(60_000);
  expect(said()).toEqual([]);
});

it("says only the newest of what comes in quick succession in passing", async () => {
  await sayInPassing("Page 1", "Page 2", "Page 3", "Page 4");
  expect(said()).toEqual(["Page 1"]);
  await wait(3500);
  expect(said()).toEqual(["Page 1", "Page 4"]);
});

it("drops in passing what something else made old", async () => {
  await sayInPassing("Page 1", "Page 2");
  announcer.dropPassing();
  await wait(10_000);
  expect(said()).toEqual([]);
});
