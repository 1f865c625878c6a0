import { Lazy } from "./lazy";

type Parts = typeof import("./soon-parts");

let arrive: (parts: Parts) => void;

/** The parts, once somebody has asked for them and they came. */
export const arrived = new Promise<Parts>((resolve) => {
  arrive = resolve;
});

/**
 * What is needed right after the first look at a chat, in one piece: it is fetched when the page is
 * idle, so that no click waits for it, and at the latest when something asks for it.
 */
export const soon = new Lazy("what follows the first look", async () => {
  const parts = await import("./soon-parts");
  arrive(parts);
  return parts;
});

/** Longer than this nobody waits, however busy the page is. */
const LATEST_MS = 3000;

/** Fetches it when there is nothing else to do, or when the reader touches what is in `root`. */
export function fetchSoon(root: EventTarget): void {
  const fetch = () => void soon.start();
  for (const touch of ["pointerdown", "focusin"])
    root.addEventListener(touch, fetch, { once: true });
  // Safari has no idle time to tell of.
  if ("requestIdleCallback" in globalThis) requestIdleCallback(fetch, { timeout: LATEST_MS });
  else setTimeout(fetch, LATEST_MS / 10);
}
