/** TeX to MathML elements. A chunk of its own: loaded with the first formula. */

import temml from "temml";
import mathCss from "temml/dist/Temml-STIX2.css";
import fontUrl from "../../fonts/stix-two-math.woff2";

const OPTIONS = {
  throwOnError: true,
  trust: false,
  strict: false,
  maxSize: [20, 200] as [number, number],
  maxExpand: 300,
};

const LONGEST_TEX = 5000;

let sheet: CSSStyleSheet | undefined;

/** The stylesheet of formulas, once for each document or shadow root that has some. */
function styleTree(element: HTMLElement): void {
  const tree = element.getRootNode();
  if (!(tree instanceof Document || tree instanceof ShadowRoot)) return;
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(mathCss.replace(/@font-face\s*\{[^}]*\}/g, ""));
  }
  if (!tree.adoptedStyleSheets.includes(sheet)) {
    tree.adoptedStyleSheets = [...tree.adoptedStyleSheets, sheet];
  }
}

/** A font face inside a shadow root would not register, so it goes to the document. */
function loadFont(): void {
  const url = new URL(fontUrl, import.meta.url).href;
  const font = new FontFace("STIX2", `url("${url}")`, { display: "swap" });
  document.fonts.add(font);
  font.load().catch(() => console.warn("chatkit: the formula font could not be loaded."));
}

if (typeof FontFace !== "undefined") loadFont();

/** Draws the formula into the element; false when it is not valid TeX, or too much of it. */
export function draw(
  tex: string,
  display: boolean,
  into: HTMLElement,
  label: string | undefined,
): boolean {
  if (tex.length > LONGEST_TEX) return false;
  try {
    temml.render(tex, into, { ...OPTIONS, displayMode: display });
  } catch {
    into.replaceChildren();
    return false;
  }
  styleTree(into);
  if (label) into.querySelector("math")?.setAttribute("aria-label", label);
  return true;
}
