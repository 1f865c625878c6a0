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
