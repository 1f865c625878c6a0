/**
 * Which CSS values a server may set. Everything here is an allow-list: a value that names a
 * resource (`url()`, `image-set()`), a custom property or anything unknown is dropped.
 */
import type { ColorValue } from "./types";

const TEXT_TOKENS: Record<string, string> = {
  prose: "var(--ck-text)",
  primary: "var(--ck-text)",
  emphasis: "var(--ck-text)",
  secondary: "var(--ck-text-secondary)",
  tertiary: "var(--ck-text-tertiary)",
  success: "var(--ck-success)",
  warning: "var(--ck-warning)",
  danger: "var(--ck-danger)",
  info: "var(--ck-info)",
  discovery: "var(--ck-discovery)",
};

const SURFACE_TOKENS: Record<string, string> = {
  surface: "var(--ck-surface)",
  "surface-secondary": "var(--ck-tint)",
  "surface-tertiary": "var(--ck-tint-strong)",
  "surface-elevated": "var(--ck-elevated)",
  "surface-elevated-secondary": "var(--ck-tint)",
};

const BORDER_TOKENS: Record<string, string> = {
  default: "var(--ck-border)",
  subtle: "var(--ck-border-subtle)",
  strong: "var(--ck-border-strong)",
};

/** Hue and greatest chroma (OKLCH) of the primitives `red-100` ... `gray-900`. */
const HUES: Record<string, readonly [hue: number, chroma: number]> = {
  gray: [260, 0.01],
  red: [25, 0.2],
  orange: [55, 0.17],
  yellow: [90, 0.16],
  green: [150, 0.16],
  blue: [255, 0.18],
  purple: [300, 0.2],
  pink: [350, 0.19],
};

const COLOR_FUNCTIONS = ["rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch"];
const GRADIENTS = ["linear-gradient", "radial-gradient", "conic-gradient"].flatMap((name) => [
  name,
  `repeating-${name}`,
]);
const LENGTH_FUNCTIONS = ["calc", "min", "max", "clamp"];
const LENGTH = /^-?(\d+\.?\d*|\.\d+)(px|rem|em|%|ch|ex|vh|vw|dvh|dvw|svh|fr|cqw)?$/;
const LENGTH_WORDS = new Set(["auto", "0", "min-content", "max-content", "fit-content"]);

/** A function call, or several: plain characters only, and no function but the named ones. */
function callsOnly(value: string, functions: readonly string[]): boolean {
  if (value.length > 500 || value.includes("/*")) return false;
  if (!/^\s*[\w-]+\([\w\s.,%/#()+*-]*\)\s*$/.test(value)) return false;
  const called = value.match(/[\w-]*\s*\(/g) ?? [];
  return called.every((call) => functions.includes(call.slice(0, -1).trim().toLowerCase()));
}

/** Light at 50, dark at 950; the other way round where `turned`. */
function primitive(value: string, turned = false): string | undefined {
  const [, name = "", step = ""] = /^([a-z]+)-(\d{2,4})$/.exec(value) ?? [];
  const hue = HUES[name];
  if (!hue || !Object.hasOwn(HUES, name)) return undefined;
  const written = Math.min(Number(step), 1000) / 1000;
  const depth = turned ? 1 - written : written;
  const chroma = hue[1] * Math.sin(Math.PI * Math.max(0.12, depth * 0.85));
  return `oklch(${(0.98 - depth * 0.78).toFixed(3)} ${chroma.toFixed(3)} ${hue[0]})`;
}

function plainColor(value: string): string | undefined {
  const color = value.trim();
  if (/^#[\da-f]{3,8}$/i.test(color) || /^[a-z]+$/i.test(color)) return color;
  return primitive(color) ?? (callsOnly(color, COLOR_FUNCTIONS) ? color : undefined);
}

/** One colour for light and dark. A primitive turns round, so that text in it stays readable. */
function eitherColor(value: string): string | undefined {
  const [light, dark] = [primitive(value.trim()), primitive(value.trim(), true)];
  return light && light !== dark ? `light-dark(${light}, ${dark})` : plainColor(value);
}

function themed(
  value: ColorValue | undefined | null,
  both: (value: string) => string | undefined,
  one: (value: string) => string | undefined,
): string | undefined {
  if (typeof value === "string") return both(value);
  if (typeof value !== "object" || value === null) return undefined;
  const [light, dark] = [value.light, value.dark].map((side) =>
    typeof side === "string" ? one(side) : undefined,
  );
  return light && dark ? `light-dark(${light}, ${dark})` : undefined;
}

/** A token's colour, a primitive, a CSS colour, or one for light and one for dark. */
export function colorOrToken(tokens: Record<string, string>) {
  const token = (name: string) => (Object.hasOwn(tokens, name) ? tokens[name] : undefined);
  return (value: ColorValue | undefined | null): string | undefined =>
    themed(
      value,
      (name) => token(name) ?? eitherColor(name),
      (name) => token(name) ?? plainColor(name),
    );
}

export const textColor = colorOrToken(TEXT_TOKENS);
export const borderColor = colorOrToken(BORDER_TOKENS);
const surfaceColor = colorOrToken(SURFACE_TOKENS);

/** A colour or a gradient. Gradients cannot be themed by `light-dark()`, so only plain ones. */
export function background(value: ColorValue | undefined | null): string | undefined {
  if (typeof value === "string" && value.includes("gradient(")) {
    return callsOnly(value, [...GRADIENTS, ...COLOR_FUNCTIONS]) ? value : undefined;
  }
  return surfaceColor(value);
}

function lengthText(value: string): string | undefined {
  const text = value.trim();
  if (LENGTH.test(text) || LENGTH_WORDS.has(text)) return text;
  return text.includes("(") && callsOnly(text, LENGTH_FUNCTIONS) ? text : undefined;
}

/** A size: numbers are pixels. */
export function length(value: unknown): string | undefined {
  if (typeof value === "number" && Number.isFinite(value)) return `${value}px`;
  return typeof value === "string" ? lengthText(value) : undefined;
}

/** A gap, padding or margin: numbers are spacing units, which follow the theme's density. */
export function space(value: unknown): string | undefined {
  if (typeof value === "number" && Number.isFinite(value)) {
    return value === 0 ? "0px" : `calc(var(--ck-space) * ${value})`;
  }
  return typeof value === "string" ? lengthText(value) : undefined;
}

/** Anything but text and numbers is nothing: an object may fail to be either. */
function written(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

export function flex(value: unknown): string | undefined {
  const text = written(value);
  return /^[\d.]+(\s+[\d.]+)?(\s+[\w.%-]+)?$|^(auto|none|initial)$/.test(text) ? text : undefined;
}

export function ratio(value: unknown): string | undefined {
  const text = written(value);
  return /^[\d.]+(\s*\/\s*[\d.]+)?$/.test(text) ? text : undefined;
}
