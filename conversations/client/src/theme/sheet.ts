import { baseCss } from "./base.css";
import { composerCss } from "./composer.css";
import { threadCss } from "./thread.css";
import { widgetsCss } from "./widgets.css";

let shared: CSSStyleSheet | null = null;

/** The style sheet that all elements of a page share. */
export function sharedSheet(): CSSStyleSheet {
  if (!shared) {
    shared = new CSSStyleSheet();
    shared.replaceSync([baseCss, threadCss, composerCss, widgetsCss].join("\n"));
  }
  return shared;
}

/** Adds the styles of a part that is loaded later, for all elements of the page. Call it once a part. */
export function addStyles(css: string): void {
  const part = new CSSStyleSheet();
  part.replaceSync(css);
  const sheet = sharedSheet();
  for (const rule of part.cssRules) sheet.insertRule(rule.cssText, sheet.cssRules.length);
}
