import type { ComponentChildren, JSX } from "preact";

/** Content that may be wider than its place: it scrolls sideways, also by keyboard. */
export function Scroller(props: { label: string; children: ComponentChildren }): JSX.Element {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls, a section would be a landmark
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div class="ck-scroll" role="group" aria-label={props.label} tabIndex={0}>
      {props.children}
    </div>
  );
}
