import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

/** How long a sentence stays where a screen reader finds it: they read what is there a little late. */
const KEPT_MS = 8000;
/** News that is soon old is said at most this often, the newest of it. */
const PASSING_MS = 3000;

type Listener = (text: string) => void;

/** Says things to a screen reader, politely and in order, without moving anything. */
export class Announcer {
  private listener: Listener | null = null;
  private passing: string | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  say(text: string): void {
    if (text.trim()) this.listener?.(text.trim());
  }

  /** Something that the next of its kind makes old, such as progress: never piles up. */
  sayInPassing(text: string): void {
    if (this.timer !== undefined) {
      this.passing = text;
      return;
    }
    this.say(text);
    this.timer = setTimeout(() => this.pass(), PASSING_MS);
  }

  /** What was to be said in passing is over. */
  dropPassing(): void {
    this.passing = null;
  }

  listen(listener: Listener): () => void {
    this.listener = listener;
    return () => {
      this.listener = null;
      clearTimeout(this.timer);
      this.timer = undefined;
      this.passing = null;
    };
  }

  private pass(): void {
    const { passing } = this;
    this.timer = undefined;
    this.passing = null;
    if (passing !== null) this.sayInPassing(passing);
  }
}

interface Said {
  key: number;
  text: string;
}

/**
 * The only live region of the chat, alerts aside. Each sentence is a node of its own that is added,
 * so that one is not lost to the next and the same sentence twice is said twice.
 */
export function LiveRegion({ announcer }: { announcer: Announcer }): JSX.Element {
  const [said, setSaid] = useState<readonly Said[]>([]);
  useEffect(() => {
    let key = 0;
    const timers = new Set<ReturnType<typeof setTimeout>>();
    const stop = announcer.listen((text) => {
      key += 1;
      const sentence = { key, text };
      setSaid((before) => [...before, sentence]);
      const timer = setTimeout(() => {
        timers.delete(timer);
        setSaid((before) => before.filter((other) => other !== sentence));
      }, KEPT_MS);
      timers.add(timer);
    });
    return () => {
      stop();
      for (const timer of timers) clearTimeout(timer);
    };
  }, [announcer]);
  return (
    <div class="visually-hidden" aria-live="polite" aria-atomic="false" aria-relevant="additions">
      {said.map(({ key, text }) => (
        <p key={key}>{text}</p>
      ))}
    </div>
  );
}
