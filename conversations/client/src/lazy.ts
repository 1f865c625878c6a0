import { type Attributes, type ComponentType, createElement, type FunctionComponent } from "preact";
import { useEffect, useState } from "preact/hooks";

/** A part of the element that is loaded when it is first needed, at most once. */
export class Lazy<T> {
  loaded: T | undefined;
  #loading: Promise<T> | undefined;

  constructor(
    private readonly what: string,
    private readonly load: () => Promise<T>,
  ) {}

  /** Never rejects: what could not be loaded is reported, and tried again when next asked for. */
  async start(): Promise<T | undefined> {
    this.#loading ??= this.load();
    try {
      this.loaded = await this.#loading;
    } catch (error) {
      this.#loading = undefined;
      console.warn(`chatkit: ${this.what} could not be loaded.`, error);
    }
    return this.loaded;
  }
}

/** The part, once it is there. */
export function useLazy<T>(part: Lazy<T>, wanted = true): T | undefined {
  const [, setLoaded] = useState(part.loaded !== undefined);
  useEffect(() => {
    if (!wanted) return;
    // It may have arrived between drawing and this effect, which nobody else would tell.
    if (part.loaded !== undefined) return setLoaded(true);
    let mounted = true;
    void part.start().then((loaded) => mounted && setLoaded(loaded !== undefined));
    return () => {
      mounted = false;
    };
  }, [part, wanted]);
  return part.loaded;
}

/** A component of a part. Until that is there its place is empty, or held by `meanwhile`. */
export function lazyComponent<T, P extends object>(
  part: Lazy<T>,
  pick: (loaded: T) => ComponentType<P>,
  meanwhile?: FunctionComponent<P>,
): FunctionComponent<P> {
  return function LazyComponent(props) {
    const loaded = useLazy(part);
    const shown = loaded ? pick(loaded) : meanwhile;
    return shown ? createElement(shown, props as P & Attributes) : null;
  };
}
