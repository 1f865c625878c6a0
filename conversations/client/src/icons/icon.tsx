import type { JSX } from "preact";

/** A built-in ChatKit icon or `lucide:NAME`; an unknown name draws nothing. */
export function Icon(_props: {
  name: string;
  size?: number | string;
  label?: string;
}): JSX.Element {
  return <span class="ck-icon" />;
}
