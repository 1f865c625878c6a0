import { backOff } from "./back-off";
import { Store } from "./store";

/** Whoever looks again after so long may have missed something. */
const AWAY_MS = 30_000;

/** Knows whether the server can be reached, and what to do as soon as it can be again. */
export class Network {
  /** Whether nothing can be sent at the moment. */
  readonly offline = new Store(false, (_: boolean, now: boolean) => now);
  private connected: AbortController | null = null;
  private waking: AbortController | null = null;

  /** `recover` asks the server for something; it is called until an answer came, and when the page is looked at again. It never rejects. */
  constructor(private readonly recover: () => Promise<void>) {}

  connect(): void {
    if (this.connected) return;
    this.connected = new AbortController();
    if (typeof window === "undefined") return;
    const { signal } = this.connected;
    window.addEventListener("offline", () => this.report(false), { signal });
    let left = Date.now();
    document.addEventListener(
      "visibilitychange",
      () => {
        if (document.hidden) left = Date.now();
        else if (Date.now() - left > AWAY_MS) void this.recover();
      },
      { signal },
    );
    if (!navigator.onLine) this.report(false);
  }

  disconnect(): void {
    this.connected?.abort();
    this.connected = null;
    this.waking?.abort();
  }

  /** To be told of every request: an answer came (whatever it said), or none did. */
  report(reached: boolean): void {
    if (reached) {
      this.offline.dispatch(false);
      this.waking?.abort();
    } else {
      this.offline.dispatch(true);
      if (!this.waking && this.connected) void this.comeBack(this.connected.signal);
    }
  }

  private async comeBack(connected: AbortSignal): Promise<void> {
    this.waking = new AbortController();
    for (let attempt = 0; !connected.aborted; attempt++) {
      await backOff(attempt, this.waking.signal);
      if (connected.aborted) break;
      await this.recover();
      if (!this.offline.state) break;
    }
    this.waking = null;
  }
}
