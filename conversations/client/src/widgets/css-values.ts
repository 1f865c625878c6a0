/**
 * Which CSS values a server may set: tokens and numbers here, all else in `looks.ts`, which is
 * loaded with the first widget that has some of it.
 */
import { useLayoutEffect, useState } from "preact/hooks";
import { Lazy } from "../lazy";
import type { Looks } from "./looks";
import type { ColorValue } from "./types";

export type Tokens = Readonly<Record<string, string>>;

const TEXT_TOKENS: Tokens = {
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

const SURFACE_TOKENS: Tokens = {
  surface: "var(--ck-surface)",
  "surface-secondary": "var(--ck-tint)",
  "surface-tertiary": "var(--ck-tint-strong)",
  "surface-elevated": "var(--ck-elevated)",
  "surface-elevated-secondary": "var(--ck-tint)",
};

const BORDER_TOKENS: Tokens = {
  default: "var(--ck-border)",
  subtle: "var(--ck-border-subtle)",
  strong: "var(--ck-border-strong)",
};

const part = new Lazy("styles", () => import("./looks"));
let looks: Looks | undefined;
let asked = false;

/** `looks.ts` calls this when it is there, whoever loaded it. */
export function install(loaded: Looks): void {
  looks = loaded;
}

export function askLooks(): Looks | undefined {
  asked = true;
  return looks;
}

/** Asks for the style sheet of what is rare. */
export function wantLooks(rare: unknown): void {
  if (rare) askLooks();
}

/** Draws a widget again when values of it could not be read before `looks.ts` was there. */
export function useLooks(): void {
  const [, draw] = useState(looks);
  useLayoutEffect(() => {
    if (asked && !looks) void part.start().then(() => draw(looks));
  });
}

/** The listed word's CSS, or undefined: the words come from outside. */
export function word(words: Tokens, key: unknown): string | undefined {
  return typeof key === "string" && Object.hasOwn(words, key) ? words[key] : undefined;
}

type Color = ColorValue | undefined | null;

/** A token's colour, a primitive, a CSS colour, or one for light and one for dark. */
export function colorOrToken(tokens: Tokens) {
  return (value: Color): string | undefined =>
    value ? (word(tokens, value) ?? askLooks()?.color(value, tokens)) : undefined;
}

export const textColor = colorOrToken(TEXT_TOKENS);
export const borderColor = colorOrToken(BORDER_TOKENS);

/** A colour or a gradient. */
export function background(value: Color): string | undefined {
  if (!value) return undefined;
  return word(SURFACE_TOKENS, value) ?? askLooks()?.background(value, SURFACE_TOKENS);
}

/** A size: numbers are pixels. */
export function length(value: unknown): string | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? `${value}px` : undefined;
  return typeof value === "string" ? askLooks()?.length(value) : undefined;
}

/** A gap, padding or margin: numbers are spacing units, which follow the theme's density. */
export function space(value: unknown): string | undefined {
  if (typeof value !== "number") return length(value);
  if (value === 0) return "0px";
  return Number.isFinite(value) ? `calc(var(--ck-space) * ${value})` : undefined;
}

export function flex(value: unknown): string | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : undefined;
  return typeof value === "string" ? askLooks()?.flex(value) : undefined;
}
