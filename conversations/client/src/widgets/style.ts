/** Widget layout properties to style objects, which Preact sets through CSSOM. */
import type { CSSProperties } from "preact";
import { background, borderColor, flex, length, ratio, space } from "./css-values";
import type { BlockProps, BorderValue, BoxProps, SpacingValue } from "./types";

export type Style = CSSProperties;

const ALIGN: Record<string, string> = {
  start: "flex-start",
  center: "center",
  end: "flex-end",
  baseline: "baseline",
  stretch: "stretch",
};

const JUSTIFY: Record<string, string> = {
  start: "flex-start",
  center: "center",
  end: "flex-end",
  between: "space-between",
  around: "space-around",
  evenly: "space-evenly",
  stretch: "stretch",
};

const DIRECTIONS: Record<string, string> = { row: "row", col: "column" };

const RADIUS: Record<string, string> = {
  none: "0px",
  "2xs": "2px",
  xs: "4px",
  sm: "var(--ck-radius-sm)",
  md: "var(--ck-radius)",
  lg: "var(--ck-radius-lg)",
  xl: "calc(var(--ck-radius-lg) * 1.25)",
  "2xl": "calc(var(--ck-radius-lg) * 1.5)",
  "3xl": "calc(var(--ck-radius-lg) * 2)",
  "4xl": "calc(var(--ck-radius-lg) * 2.5)",
  full: "9999px",
  "100%": "100%",
};

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
const WRAPS = new Set(["nowrap", "wrap", "wrap-reverse"]);

/** The listed word's CSS, or undefined: the words come from outside. */
export function word(words: Readonly<Record<string, string>>, key: unknown): string | undefined {
  return typeof key === "string" && Object.hasOwn(words, key) ? words[key] : undefined;
}

/** Without the entries that have no value, so that they never override a stylesheet. */
export function compact(style: Record<string, string | number | undefined>): Style {
  return Object.fromEntries(Object.entries(style).filter(([, value]) => value !== undefined));
}

type Sides<T> = { top?: T; right?: T; bottom?: T; left?: T };

/** `x` and `y` stand for both sides; left and right follow the reading direction. */
function sides<T>(value: Sides<T> & { x?: T; y?: T }): Record<string, T | undefined> {
  return {
    BlockStart: value.top ?? value.y,
    BlockEnd: value.bottom ?? value.y,
    InlineStart: value.left ?? value.x,
    InlineEnd: value.right ?? value.x,
  };
}

/** `padding` or `margin`. */
export function spacing(property: "padding" | "margin", value?: SpacingValue | null): Style {
  if (value === undefined || value === null) return {};
  if (typeof value !== "object") return compact({ [property]: space(value) });
  const entries = Object.entries(sides(value));
  return compact(Object.fromEntries(entries.map(([side, v]) => [property + side, space(v)])));
}

type OneBorder = number | { size?: number; color?: unknown; style?: string };

function borderText(value: OneBorder | undefined): string | undefined {
  const border = typeof value === "number" ? { size: value } : value;
  if (!border || !Number.isFinite(border.size)) return undefined;
  const color = borderColor(border.color as Parameters<typeof borderColor>[0]);
  const line = LINES.has(border.style ?? "") ? border.style : "solid";
  return `${border.size}px ${line} ${color ?? "var(--ck-border)"}`;
}

export function border(value?: BorderValue | null): Style {
  if (value === undefined || value === null) return {};
  if (typeof value === "number" || "size" in value) return compact({ border: borderText(value) });
  const entries = Object.entries(sides<OneBorder>(value));
  return compact(Object.fromEntries(entries.map(([side, v]) => [`border${side}`, borderText(v)])));
}

export function block(props: BlockProps): Style {
  return {
    ...compact({
      height: length(props.height ?? props.size),
      width: length(props.width ?? props.size),
      minHeight: length(props.minHeight ?? props.minSize),
      minWidth: length(props.minWidth ?? props.minSize),
      maxHeight: length(props.maxHeight ?? props.maxSize),
      maxWidth: length(props.maxWidth ?? props.maxSize),
      aspectRatio: ratio(props.aspectRatio),
      borderRadius: word(RADIUS, props.radius),
    }),
    ...spacing("margin", props.margin),
  };
}

export function box(props: Partial<BoxProps> & { direction?: "row" | "col" }): Style {
  return {
    ...block(props),
    ...compact({
      alignItems: word(ALIGN, props.align),
      justifyContent: word(JUSTIFY, props.justify),
      flexDirection: word(DIRECTIONS, props.direction),
      flexWrap: props.wrap && WRAPS.has(props.wrap) ? props.wrap : undefined,
      flex: flex(props.flex),
      gap: space(props.gap),
      background: background(props.background),
    }),
    ...spacing("padding", props.padding),
    ...border(props.border),
  };
}

/** `text-align` and friends shared by the text components. */
export function clamp(props: { truncate?: boolean; maxLines?: number }): Style {
  const lines = props.truncate ? 1 : props.maxLines;
  return lines && Number.isInteger(lines) ? { WebkitLineClamp: String(lines) } : {};
}
