/** One value that changes by reduction, and those who want to know. */
export class Store<S, E> {
  private readonly listeners = new Set<() => void>();
  private readonly watchers = new Set<(event: E) => void>();

  constructor(
    private current: S,
    private readonly reduce: (state: S, event: E) => S,
  ) {}

  get state(): S {
    return this.current;
  }

  dispatch(event: E): void {
    const next = this.reduce(this.current, event);
    if (next !== this.current) {
      this.current = next;
      for (const listener of this.listeners) listener();
    }
    for (const watcher of this.watchers) watcher(event);
  }

  /** Calls `listener` after every change; returns the way to stop that. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Calls `watcher` with every event, once it has had its effect; returns the way to stop that. */
  watch(watcher: (event: E) => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }
}
