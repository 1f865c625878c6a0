import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

/** Says things to a screen reader, politely, without moving anything. */
export class Announcer {
  private listener: ((text: string) => void) | null = null;

  say(text: string): void {
    this.listener?.(text);
  }

  listen(listener: (text: string) => void): () => void {
    this.listener = listener;
    return () => {
      this.listener = null;
    };
  }
}

export function LiveRegion({ announcer }: { announcer: Announcer }): JSX.Element {
  const [said, setSaid] = useState({ text: "", count: 0 });
  useEffect(
    () => announcer.listen((text) => setSaid(({ count }) => ({ text, count: count + 1 }))),
    [announcer],
  );
  return (
    <div class="visually-hidden" role="status" aria-live="polite">
      {/* A new node each time: the same sentence twice is said twice. */}
      <span key={said.count}>{said.text}</span>
    </div>
  );
}
