/** The colours of a theme in one of its modes: all text on all surfaces has a contrast of 4.5:1. */
import type { ThemeOption } from "@openai/chatkit";
import {
  contrast,
  gray,
  luminance,
  mix,
  moved,
  parseColor,
  type Rgb,
  textOn,
  WHITE,
} from "./colors";

export type Mode = "light" | "dark";
export type Palette = Record<string, Rgb>;

const TEXT = 4.5;
/** Of lines and marks that say something. */
const MARK = 3;
/** Text in a colour may stand on a tint of that colour, as soft buttons have it. */
const TINT = 0.14;

const at = { light: 0, dark: 1 } as const;

/** Lightness of each neutral (OKLCH) in light and dark; contrast is decided here, hue by the option. */
const NEUTRALS = {
  surface: [1, 0.205],
  "surface-secondary": [0.976, 0.24],
  "surface-tertiary": [0.948, 0.285],
  elevated: [1, 0.25],
  text: [0.235, 0.955],
  "text-secondary": [0.44, 0.79],
  "text-tertiary": [0.515, 0.72],
  border: [0.885, 0.36],
  "border-subtle": [0.93, 0.3],
  "border-strong": [0.63, 0.585],
} as const;

type Neutrals = Record<keyof typeof NEUTRALS, Rgb>;

const ACCENT = { light: [52, 84, 209], dark: [147, 168, 255] } as const;
/** How much of the accent is in the bubble of a message, by its level. */
const BUBBLE_TINT = [0, 0.1, 0.16, 1] as const;

const STATUS = {
  success: [
    [20, 102, 58],
    [131, 220, 162],
  ],
  danger: [
    [172, 33, 24],
    [255, 163, 154],
  ],
  warning: [
    [125, 74, 0],
    [243, 194, 107],
  ],
  info: [
    [29, 79, 184],
    [163, 197, 255],
  ],
  discovery: [
    [106, 47, 176],
    [210, 179, 255],
  ],
} as const;

/** Pages that choose a surface have one look, light or dark as the surface is. */
export function ownMode({ color }: ThemeOption): Mode | null {
  const background = color?.surface && parseColor(color.surface.background);
  if (!background) return null;
  return luminance(background) > 0.18 ? "light" : "dark";
}

export function palette(theme: ThemeOption, mode: Mode): Palette {
  const neutrals = customSurface(theme) ?? grays(theme, mode);
  return { ...neutrals, ...accent(theme, mode, neutrals), ...statuses(mode, neutrals) };
}

function grays({ color }: ThemeOption, mode: Mode): Neutrals {
  const { hue = 265, tint = 2, shade = 0 } = color?.grayscale ?? {};
  const tone = (name: keyof Neutrals) => {
    const lightness = NEUTRALS[name][at[mode]];
    const isSurface = name.startsWith("surface") || name === "elevated";
    const shift = isSurface ? shade * 0.008 : 0;
    const shifted = mode === "light" ? lightness - Math.max(shift, 0) : lightness - shift;
    return lightness === 1 && shift <= 0 ? WHITE : gray(shifted, tint * 0.0028, hue);
  };
  const names = Object.keys(NEUTRALS) as (keyof Neutrals)[];
  const found = Object.fromEntries(names.map((name) => [name, tone(name)])) as Neutrals;
  return withReadableText(found);
}

/**
 * A surface of the page's own. Its foreground is the colour of the text, if it can be read on the
 * background; else it is taken for the colour of what lies above the background.
 */
function customSurface({ color }: ThemeOption): Neutrals | null {
  const background = color?.surface && parseColor(color.surface.background);
  const foreground = color?.surface && parseColor(color.surface.foreground);
  if (!background || !foreground) return null;
  const isText = contrast(foreground, background) >= TEXT;
  const text = isText ? foreground : textOn(background);
  // Towards the text, so that it is seen at all; away from it where the text would suffer.
  const above = (part: number) => {
    const nearer = mix(text, background, part);
    return contrast(text, nearer) >= TEXT ? nearer : mix(textOn(text), background, part);
  };
  const isAbove = !isText && contrast(text, foreground) >= TEXT;
  return withReadableText({
    surface: background,
    "surface-secondary": above(0.03),
    "surface-tertiary": above(0.07),
    elevated: isAbove ? foreground : above(0.02),
    text,
    "text-secondary": mix(text, background, 0.78),
    "text-tertiary": mix(text, background, 0.68),
    border: mix(text, background, 0.15),
    "border-subtle": mix(text, background, 0.09),
    "border-strong": mix(text, background, 0.5),
  });
}

function surfaces(neutrals: Neutrals): Rgb[] {
  const { surface, elevated } = neutrals;
  return [surface, neutrals["surface-secondary"], neutrals["surface-tertiary"], elevated];
}

function withReadableText(neutrals: Neutrals): Neutrals {
  const all = surfaces(neutrals);
  const until = (color: Rgb, ratio: number) =>
    moved(color, neutrals.text, (candidate) => all.every((on) => contrast(candidate, on) >= ratio));
  return {
    ...neutrals,
    "text-secondary": until(neutrals["text-secondary"], TEXT),
    "text-tertiary": until(neutrals["text-tertiary"], TEXT),
    "border-strong": until(neutrals["border-strong"], MARK),
  };
}

/** `color` as it can be read on all surfaces and on tints of itself. */
function readable(color: Rgb, neutrals: Neutrals, more: readonly Rgb[] = []): Rgb {
  const all = surfaces(neutrals);
  return moved(color, neutrals.text, (candidate) =>
    [...all, ...all.map((on) => mix(candidate, on, TINT)), ...more].every(
      (on) => contrast(candidate, on) >= TEXT,
    ),
  );
}

function accent({ color }: ThemeOption, mode: Mode, neutrals: Neutrals): Palette {
  const chosen = color?.accent;
  const main = (chosen && parseColor(chosen.primary)) ?? ACCENT[mode];
  const onMain = textOn(main);
  const text = readable(main, neutrals);
  const all = surfaces(neutrals);
  const level = chosen?.level ?? 1;
  const bubble = mix(main, neutrals["surface-tertiary"], BUBBLE_TINT[level]);
  const isEasy = contrast(neutrals.text, bubble) >= TEXT;
  return {
    accent: main,
    "on-accent": onMain,
    "accent-hover": mix(textOn(onMain), main, 0.12),
    "accent-text": text,
    "accent-mark": moved(main, neutrals.text, (candidate) =>
      all.every((on) => contrast(candidate, on) >= MARK),
    ),
    focus: text,
    bubble,
    "bubble-text": isEasy ? neutrals.text : textOn(bubble),
  };
}

function statuses(mode: Mode, neutrals: Neutrals): Palette {
  const colors: Palette = {};
  for (const [name, tones] of Object.entries(STATUS)) {
    const tinted = mix(tones[at[mode]], neutrals.elevated, mode === "light" ? 0.1 : 0.14);
    const background = contrast(neutrals.text, tinted) >= TEXT ? tinted : neutrals.elevated;
    colors[name] = readable(tones[at[mode]], neutrals, [background]);
    colors[`${name}-bg`] = background;
  }
  return colors;
}
