import type { JSX } from "preact";

/** Markdown as nodes: no HTML string is ever parsed. */
export function Markdown(props: {
  value: string;
  streaming?: boolean;
  imageDomains?: readonly string[];
}): JSX.Element {
  return <div class="ck-md">{props.value}</div>;
}
