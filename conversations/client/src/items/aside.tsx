import type { JSX } from "preact";
import { Icon } from "../icons/icon";

/** A sentence where an item would be. */
export function Aside({ text, icon = "info" }: { text: string; icon?: string }): JSX.Element {
  return (
    <p class="aside">
      <Icon name={icon} size={18} />
      {text}
    </p>
  );
}
