/**
 * What else a server may set: written sizes and colours, borders, margins. Everything here is an
 * allow-list: a value that names a resource (`url()`, `image-set()`), a custom property or anything
 * unknown is dropped.
 */
import { looksCss } from "../theme/looks.css";
import { addStyles } from "../theme/sheet";
import { borderColor, install, length, type Tokens, word } from "./css-values";
import { compact, type Style, sides, spacing } from "./style";
import type { BlockProps, BorderValue, BoxProps, ColorValue } from "./types";

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
const LINES = new Set([
  "solid",
  "dashed",
  "dotted",
  "double",
  "groove",
  "ridge",
  "inset",
  "outset",
]);

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

/** A colour in words, or one for light and one for dark. */
function color(value: ColorValue, tokens: Tokens): string | undefined {
  if (typeof value === "string") return eitherColor(value);
  if (typeof value !== "object") return undefined;
  const [light, dark] = [value.light, value.dark].map((side) =>
    typeof side === "string" ? (word(tokens, side) ?? plainColor(side)) : undefined,
  );
  return light && dark ? `light-dark(${light}, ${dark})` : undefined;
}

/** A colour or a gradient. Gradients cannot be themed by `light-dark()`, so only plain ones. */
function background(value: ColorValue, tokens: Tokens): string | undefined {
  if (typeof value === "string" && value.includes("gradient(")) {
    return callsOnly(value, [...GRADIENTS, ...COLOR_FUNCTIONS]) ? value : undefined;
  }
  return color(value, tokens);
}

function lengthText(value: string): string | undefined {
  const text = value.trim();
  if (LENGTH.test(text) || LENGTH_WORDS.has(text)) return text;
  return text.includes("(") && callsOnly(text, LENGTH_FUNCTIONS) ? text : undefined;
}

function flex(text: string): string | undefined {
  return /^[\d.]+(\s+[\d.]+)?(\s+[\w.%-]+)?$|^(auto|none|initial)$/.test(text) ? text : undefined;
}

function ratio(value: unknown): string | undefined {
  const text = typeof value === "string" || typeof value === "number" ? String(value) : "";
  return /^[\d.]+(\s*\/\s*[\d.]+)?$/.test(text) ? text : undefined;
}

type OneBorder = number | { size?: number; color?: unknown; style?: string };

function borderText(value: OneBorder | undefined): string | undefined {
  const border = typeof value === "number" ? { size: value } : value;
  if (!border || !Number.isFinite(border.size)) return undefined;
  const color = borderColor(border.color as Parameters<typeof borderColor>[0]);
  const line = LINES.has(border.style ?? "") ? border.style : "solid";
  return `${border.size}px ${line} ${color ?? "var(--ck-border)"}`;
}

function border(value?: BorderValue | null): Style {
  if (value === undefined || value === null) return {};
  if (typeof value !== "object" || "size" in value) return compact({ border: borderText(value) });
  const entries = Object.entries(sides<OneBorder>(value));
  return compact(Object.fromEntries(entries.map(([side, v]) => [`border${side}`, borderText(v)])));
}

/** Sizes, margin and border. */
function frame(props: BlockProps & Pick<BoxProps, "border">): Style {
  return {
    ...compact({
      height: length(props.height ?? props.size),
      width: length(props.width ?? props.size),
      minHeight: length(props.minHeight ?? props.minSize),
      minWidth: length(props.minWidth ?? props.minSize),
      maxHeight: length(props.maxHeight ?? props.maxSize),
      maxWidth: length(props.maxWidth ?? props.maxSize),
      aspectRatio: ratio(props.aspectRatio),
    }),
    ...spacing("margin", props.margin),
    ...border(props.border),
  };
}

const all = { background, color, flex, frame, length: lengthText };

export type Looks = typeof all;

addStyles(looksCss);
install(all);
