// @vitest-environment happy-dom
import { render } from "preact";
import { useLayoutEffect } from "preact/hooks";
import { expect, test, vi } from "vitest";
import { Lazy, lazyComponent, useLazy } from "../lazy";

function show(part: Lazy<string>, between?: () => void): HTMLElement {
  const place = document.createElement("div");
  function Shown() {
    useLayoutEffect(() => between?.(), []);
    return <p>{useLazy(part) ?? "waiting"}</p>;
  }
  render(<Shown />, place);
  return place;
}

test("a part is shown once it is there", async () => {
  const place = show(new Lazy("the part", () => Promise.resolve("there")));
  expect(place.textContent).toBe("waiting");
  await vi.waitFor(() => expect(place.textContent).toBe("there"));
});

test("a part that arrives between drawing and effects is shown too", async () => {
  const part = new Lazy("the part", () => Promise.resolve("there"));
  const place = show(part, () => {
    part.loaded = "there";
  });
  await vi.waitFor(() => expect(place.textContent).toBe("there"));
});

function Named(props: { name: string }) {
  return <p>{`this is ${props.name}`}</p>;
}

test("a component of its own chunk gets its properties once it is there; until then another stands in", async () => {
  const place = document.createElement("div");
  const Part = lazyComponent(
    new Lazy("the part", async () => ({ Named })),
    (part) => part.Named,
    (props) => <p>{`waiting for ${props.name}`}</p>,
  );
  render(<Part name="it" />, place);
  expect(place.textContent).toBe("waiting for it");
  await vi.waitFor(() => expect(place.textContent).toBe("this is it"));
});
