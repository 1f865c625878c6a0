/** Cuts the font of formulas down to what TeX of lessons uses: `node fonts/subset.mjs`. */
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import subsetFont from "subset-font";

const source = join(import.meta.dirname, "../node_modules/@fontsource/stix-two-math");

/** First and last code points. What isn't here is drawn in a font of the reader's system. */
const RANGES = [
  [0x20, 0x7e],
  [0x300, 0x305],
  [0x391, 0x3c9], // Greek
  [0x20d0, 0x20dc],
  [0x2102, 0x2115],
  [0x2190, 0x21a6], // arrows
  [0x21d0, 0x21d5],
  [0x2200, 0x22ff], // operators
  [0x1d400, 0x1d433], // bold
  [0x1d434, 0x1d467], // italic, which variables are
  [0x1d49c, 0x1d4b5], // script capitals
  [0x1d538, 0x1d56b], // double-struck
  [0x1d6e2, 0x1d71b], // italic Greek
];
const SINGLE =
  "\u00a0¬°±·×÷ϑϕϖϱϵ‖†‡•…′″‴‵⁄ℎℏℐℑℒℓ℘ℙℚℛℜℝℤℬℰℱℳℵℶℨℭℋℌℍ↦↩↪↼↽⇀⇁⇌⇋⇄⇆" +
  "⌈⌉⌊⌋⟨⟩⟪⟫⟵⟶⟷⟸⟹⟺⟼⎰⎱⏞⏟⏠⏡⎴⎵□◦△▽○▷◁◊⋆\u0306\u0307\u0308\u030a\u030c\u0338\u20d7⨀⨁⨂⨄⨆⩽⩾⪅⪆⪯⪰⟂";

const characters = RANGES.map(([first, last]) =>
  Array.from({ length: last - first + 1 }, (_, at) => String.fromCodePoint(first + at)).join(""),
);
const whole = readFileSync(join(source, "files/stix-two-math-latin-400-normal.woff2"));
const cut = await subsetFont(whole, characters.join("") + SINGLE, {
  targetFormat: "woff2",
  noLayoutClosure: true,
});
writeFileSync(join(import.meta.dirname, "stix-two-math.woff2"), cut);
copyFileSync(join(source, "LICENSE"), join(import.meta.dirname, "stix-two-math.LICENSE.txt"));
console.log(`${cut.length} of ${whole.length} bytes`);
