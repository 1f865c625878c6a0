import "./looks";
import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

const QUICK = { duration: 220, easing: "cubic-bezier(.2, .8, .2, 1)" };

function wantsLessMotion(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/**
 * Moves from one height to the next and fades in what is new, where the reader has nothing
 * against motion. `of` names the child: another name is another child.
 */
export function Transition(props: { of: string; children: ComponentChildren }): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const before = useRef<{ of: string; height: number } | null>(null);

  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return;
    const height = element.offsetHeight;
    const last = before.current;
    before.current = { of: props.of, height };
    if (!last || wantsLessMotion()) return;
    if (last.height !== height) {
      const heights = [`${last.height}px`, `${height}px`];
      element.animate({ height: heights, overflow: ["clip", "clip"] }, QUICK);
    }
    if (last.of !== props.of) element.animate({ opacity: [0, 1] }, QUICK);
  });

  return (
    <div ref={place} class="ck-transition">
      {props.children}
    </div>
  );
}
