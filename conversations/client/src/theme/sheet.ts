import { baseCss } from "./base.css";
import { composerCss } from "./composer.css";
import { threadCss } from "./thread.css";
import { widgetsCss } from "./widgets.css";

let shared: CSSStyleSheet | null = null;
let styles = [baseCss, threadCss, composerCss, widgetsCss].join("\n");

/** The style sheet that all elements of a page share. */
export function sharedSheet(): CSSStyleSheet {
  if (!shared) {
    shared = new CSSStyleSheet();
    shared.replaceSync(styles);
  }
  return shared;
}

/** Adds the styles of a part that is loaded later, for all elements of the page. Call it once a part. */
export function addStyles(css: string): void {
  if (styles.includes(css)) return; // of another part that has them too
  // All of it again: browsers lose `border: 1px solid var(--a); border-top-color: var(--b)` in cssText.
  styles += `\n${css}`;
  shared?.replaceSync(styles);
}
