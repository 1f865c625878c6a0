/** Widget layout properties to style objects, which Preact sets through CSSOM. */
import type { CSSProperties } from "preact";
import { askLooks, background, flex, space, word } from "./css-values";
import type { BlockProps, BoxProps, SpacingValue } from "./types";

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

const WRAPS = new Set(["nowrap", "wrap", "wrap-reverse"]);

/** Without the entries that have no value, so that they never override a stylesheet. */
export function compact(style: Record<string, string | number | undefined>): Style {
  return Object.fromEntries(Object.entries(style).filter(([, value]) => value !== undefined));
}

type Sides<T> = { top?: T; right?: T; bottom?: T; left?: T };

/** `x` and `y` stand for both sides; left and right follow the reading direction. */
export function sides<T>(value: Sides<T> & { x?: T; y?: T }): Record<string, T | undefined> {
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

const FRAME = new Set([
  "height",
  "width",
  "size",
  "minHeight",
  "minWidth",
  "minSize",
  "maxHeight",
  "maxWidth",
  "maxSize",
  "aspectRatio",
  "margin",
  "border",
]);

/** Sizes, margin, border and corners, of whatever has some of them. */
export function block(props: BlockProps & Pick<BoxProps, "border">): Style {
  const framed = Object.entries(props).some(([name, value]) => FRAME.has(name) && value != null);
  return {
    ...compact({ borderRadius: word(RADIUS, props.radius) }),
    ...(framed ? askLooks()?.frame(props) : {}),
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
  };
}

/** `text-align` and friends shared by the text components. */
export function clamp(props: { truncate?: boolean; maxLines?: number }): Style {
  const lines = props.truncate ? 1 : props.maxLines;
  return lines && Number.isInteger(lines) ? { WebkitLineClamp: String(lines) } : {};
}
