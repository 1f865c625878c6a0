import { addStyles } from "../theme/sheet";
import { addCustom, type DrawCustom } from "./custom-registry";
import { registry } from "./registry";

/**
 * Draws the components named `type` with the page's own function, in all chats of the page.
 * `styles` is added to their style sheet: what the page's own rules can't reach.
 * @throws Error for a component that ChatKit has itself
 */
export function registerWidget(
  type: string,
  draw: DrawCustom,
  { styles }: { styles?: string } = {},
): void {
  if (Object.hasOwn(registry, type)) {
    throw new Error(`"${type}" is a component of ChatKit: register yours under another name.`);
  }
  if (styles) addStyles(styles);
  addCustom(type, draw);
}
