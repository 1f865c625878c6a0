import { LateEnter } from "./late-enter";

/** Fits the text when it becomes narrower and sends at late Enters. @returns the way to stop that */
export function follow(
  area: HTMLTextAreaElement,
  adjust: (area: HTMLTextAreaElement) => void,
  send: () => void,
): () => void {
  const stop = new AbortController();
  const late = new LateEnter();
  area.addEventListener("keydown", (event) => late.onKeyDown(event), stop);
  area.addEventListener(
    "beforeinput",
    (event) => {
      if (!late.isSend(event)) return;
      event.preventDefault();
      send();
    },
    stop,
  );
  let width = area.clientWidth;
  const observer = new ResizeObserver(() => {
    if (area.clientWidth === width) return;
    width = area.clientWidth;
    adjust(area);
  });
  observer.observe(area);
  stop.signal.addEventListener("abort", () => observer.disconnect());
  return () => stop.abort();
}
