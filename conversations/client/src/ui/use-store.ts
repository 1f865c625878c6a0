import { useLayoutEffect, useState } from "preact/hooks";
import type { Store } from "../state/store";

/** So many renderings may come before a frame: that something began, how it goes on, its quick end. */
const AT_ONCE = 3;

/** The store's state. What comes alone is taken over at once; a burst of deltas is one rendering. */
export function useStore<S, E>(store: Store<S, E>): S {
  const [state, setState] = useState(store.state);
  useLayoutEffect(() => {
    let cancelTake: (() => void) | null = null;
    let cancelFrame: (() => void) | null = null;
    let atOnce = AT_ONCE;
    const take = () => {
      cancelTake = null;
      setState(store.state);
    };
    const refill = () => {
      cancelFrame = null;
      atOnce = AT_ONCE;
    };
    const unsubscribe = store.subscribe(() => {
      if (cancelTake) return;
      cancelTake = atOnce > 0 ? soon(take) : nextFrame(take);
      atOnce -= 1;
      cancelFrame ??= nextFrame(refill);
    });
    setState(store.state);
    return () => {
      unsubscribe();
      cancelTake?.();
      cancelFrame?.();
    };
  }, [store]);
  return state;
}

/** A task later: all events of a chunk of a stream have had their effect by then. */
function soon(work: () => void, wait = 0): () => void {
  const timer = setTimeout(work, wait);
  return () => clearTimeout(timer);
}

function nextFrame(work: () => void): () => void {
  if (document.hidden) return soon(work, 100); // hidden pages have no frames; their chat goes on
  const frame = requestAnimationFrame(work);
  return () => cancelAnimationFrame(frame);
}

/** The store's state without delay, for what is typed: an older value would overwrite a newer one. */
export function useLatest<S, E>(store: Store<S, E>): S {
  const [state, setState] = useState(store.state);
  useLayoutEffect(() => {
    setState(store.state);
    return store.subscribe(() => setState(store.state));
  }, [store]);
  return state;
}
