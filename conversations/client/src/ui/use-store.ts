import { useLayoutEffect, useState } from "preact/hooks";
import type { Store } from "../state/store";

/** The store's state, taken over at most once per frame: a burst of deltas is one rendering. */
export function useStore<S, E>(store: Store<S, E>): S {
  const [state, setState] = useState(store.state);
  useLayoutEffect(() => {
    let cancel: (() => void) | null = null;
    const take = () => {
      cancel = null;
      setState(store.state);
    };
    const unsubscribe = store.subscribe(() => {
      cancel ??= nextFrame(take);
    });
    take();
    return () => {
      unsubscribe();
      cancel?.();
    };
  }, [store]);
  return state;
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

/** Hidden pages have no frames; their chat goes on all the same. */
function nextFrame(work: () => void): () => void {
  if (document.hidden) {
    const timer = setTimeout(work, 100);
    return () => clearTimeout(timer);
  }
  const frame = requestAnimationFrame(work);
  return () => cancelAnimationFrame(frame);
}
