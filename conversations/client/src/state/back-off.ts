const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/** Where the browser tells that there is a network again. */
const page: EventTarget = globalThis.window ?? new EventTarget();

/**
 * Waits before attempt number `attempt` (from 0) is made again: longer each time, never in step with
 * other pages. Ends early when there is a network again, and when `signal` is aborted.
 */
export function backOff(attempt: number, signal: AbortSignal): Promise<void> {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  const wait = longest * (0.5 + Math.random() / 2);
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      page.removeEventListener("online", end);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, wait);
    page.addEventListener("online", end);
    signal.addEventListener("abort", end);
    if (signal.aborted) end();
  });
}
