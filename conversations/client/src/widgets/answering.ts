import { useEffect } from "preact/hooks";
import { Lazy } from "../lazy";

/** Reading and checking forms: nobody needs that before having looked at one. */
export const answering = new Lazy("forms", () => import("./answers"));

/** Loads it once the page has nothing else to do, so that no answer waits for it. */
export function useAnswering(): void {
  useEffect(() => {
    if (answering.loaded) return;
    const load = () => void answering.start();
    // Not in Safari.
    if (!globalThis.requestIdleCallback) return void setTimeout(load);
    const waiting = requestIdleCallback(load, { timeout: 1000 });
    return () => cancelIdleCallback(waiting);
  }, []);
}
