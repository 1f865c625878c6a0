// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Boundary } from "../boundary";

let isBroken = false;

function Part() {
  if (isBroken) throw new Error("broken");
  return <p>The part</p>;
}

const page = () => document.body.textContent;

beforeEach(async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  isBroken = true;
  const chat = (
    <>
      <Boundary>
        <Part />
      </Boundary>
      <p>The rest</p>
    </>
  );
  await act(() => render(chat, document.body));
});
afterEach(() => render(null, document.body));

it("keeps a mistake in its part: the rest goes on", () => {
  expect(page()).toContain("This part of the chat could not be shown.");
  expect(page()).toContain("The rest");
  expect(document.querySelector('[role="alert"]')).not.toBeNull();
});

it("tries again when the reader asks for it", async () => {
  isBroken = false;
  await act(() => document.querySelector("button")?.click());
  expect(page()).toBe("The partThe rest");
});
