/** The theme option as CSS custom properties (`--ck-*`), each with its light and its dark value. */
import type { ChatKitOptions, FontObject, ThemeOption } from "@openai/chatkit";
import { readable, textOn } from "./colors";

type Tokens = Record<string, string>;

const TERTIARY_SURFACE = [238, 238, 240] as const;
const ELEVATED_DARK = [48, 48, 52] as const;

const pair = (light: string, dark: string) => `light-dark(${light}, ${dark})`;

/** What the shadow host's style rule holds for these options. */
export function themeTokens(option: ChatKitOptions["theme"]): Tokens {
  const theme: ThemeOption = typeof option === "string" ? { colorScheme: option } : (option ?? {});
  return {
    "color-scheme": theme.colorScheme ?? "light dark",
    ...neutrals(theme),
    ...accent(theme),
    ...STATUS_TOKENS,
    ...RADII[theme.radius ?? "pill"],
    ...typography(theme),
    "--ck-space": { compact: "3.4px", normal: "4px", spacious: "4.8px" }[theme.density ?? "normal"],
  };
}

/** Lightness of each neutral (OKLCH) in light and dark; contrast is decided here, hue by the option. */
const NEUTRALS = {
  "--ck-surface": [1, 0.205],
  "--ck-surface-secondary": [0.976, 0.24],
  "--ck-surface-tertiary": [0.948, 0.285],
  "--ck-elevated": [1, 0.25],
  "--ck-text": [0.235, 0.955],
  "--ck-text-secondary": [0.44, 0.79],
  "--ck-text-tertiary": [0.515, 0.72],
  "--ck-border": [0.885, 0.36],
  "--ck-border-subtle": [0.93, 0.3],
  "--ck-border-strong": [0.63, 0.585],
} as const;

function neutrals({ color }: ThemeOption): Tokens {
  const { hue = 265, tint = 2, shade = 0 } = color?.grayscale ?? {};
  const chroma = (tint * 0.0028).toFixed(4);
  const gray = (lightness: number) =>
    lightness === 1 ? "#fff" : `oklch(${lightness} ${chroma} ${hue})`;
  const tokens: Tokens = {};
  for (const [name, [light, dark]] of Object.entries(NEUTRALS)) {
    const isSurface = name.includes("surface") || name.includes("elevated");
    const shift = isSurface ? shade * 0.008 : 0;
    tokens[name] = pair(gray(Math.min(1, light - Math.max(shift, 0))), gray(dark - shift));
  }
  return { ...tokens, ...customSurface(color?.surface) };
}

function customSurface(surface: { background: string; foreground: string } | undefined): Tokens {
  if (!surface) return {};
  const { background, foreground } = surface;
  const mix = (percent: number) => `color-mix(in oklab, ${foreground} ${percent}%, ${background})`;
  return {
    "--ck-surface": background,
    "--ck-surface-secondary": mix(3),
    "--ck-surface-tertiary": mix(7),
    "--ck-elevated": mix(2),
    "--ck-text": foreground,
    "--ck-text-secondary": mix(78),
    "--ck-text-tertiary": mix(68),
    "--ck-border": mix(15),
    "--ck-border-subtle": mix(9),
    "--ck-border-strong": mix(50),
  };
}

const DEFAULT_ACCENT = { light: "#3454d1", dark: "#93a8ff" };
const BUBBLE_TINT = [0, 10, 16, 100];

function accent({ color }: ThemeOption): Tokens {
  const chosen = color?.accent;
  const { light, dark } = chosen ? { light: chosen.primary, dark: chosen.primary } : DEFAULT_ACCENT;
  const text = pair(
    readable(light, TERTIARY_SURFACE, [0, 0, 0]),
    readable(dark, ELEVATED_DARK, [255, 255, 255]),
  );
  const level = chosen?.level ?? 1;
  return {
    "--ck-accent": pair(light, dark),
    "--ck-on-accent": pair(textOn(light), textOn(dark)),
    "--ck-accent-text": text,
    "--ck-focus": text,
    "--ck-bubble": `color-mix(in oklab, var(--ck-accent) ${BUBBLE_TINT[level]}%, var(--ck-surface-tertiary))`,
    "--ck-bubble-text": level === 3 ? "var(--ck-on-accent)" : "var(--ck-text)",
  };
}

const STATUS_TOKENS: Tokens = {
  "--ck-success": pair("#14663a", "#83dca2"),
  "--ck-success-bg": pair("#e6f5ec", "#14301f"),
  "--ck-danger": pair("#ac2118", "#ffa39a"),
  "--ck-danger-bg": pair("#fdecea", "#3f1a17"),
  "--ck-warning": pair("#7d4a00", "#f3c26b"),
  "--ck-warning-bg": pair("#fcf1da", "#37290c"),
  "--ck-info": pair("#1d4fb8", "#a3c5ff"),
  "--ck-info-bg": pair("#e8f0fd", "#172b4a"),
  "--ck-discovery": pair("#6a2fb0", "#d2b3ff"),
  "--ck-discovery-bg": pair("#f3ecfd", "#2f1e49"),
};

const RADII: Record<NonNullable<ThemeOption["radius"]>, Tokens> = {
  pill: radii("10px", "16px", "24px", "999px"),
  round: radii("8px", "12px", "18px", "14px"),
  soft: radii("5px", "8px", "12px", "8px"),
  sharp: radii("0px", "0px", "0px", "0px"),
};

function radii(small: string, medium: string, large: string, control: string): Tokens {
  return {
    "--ck-radius-sm": small,
    "--ck-radius": medium,
    "--ck-radius-lg": large,
    "--ck-radius-control": control,
  };
}

const SYSTEM_FONT = `system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif`;
const SYSTEM_MONO = `ui-monospace, "SF Mono", "Cascadia Code", "Noto Sans Mono", "Liberation Mono", monospace`;

function typography({ typography: option }: ThemeOption): Tokens {
  return {
    "--ck-font": option?.fontFamily ? `${option.fontFamily}, ${SYSTEM_FONT}` : SYSTEM_FONT,
    "--ck-font-mono": option?.fontFamilyMono
      ? `${option.fontFamilyMono}, ${SYSTEM_MONO}`
      : SYSTEM_MONO,
    "--ck-font-size": `${option?.baseSize ?? 16}px`,
  };
}

/** Registers the page's own fonts; a shadow root can't hold `@font-face`. */
export function loadFonts(sources: readonly FontObject[] = []): void {
  for (const { family, src, weight, style, display, unicodeRange } of sources) {
    const face = new FontFace(family, `url(${JSON.stringify(src)})`, {
      ...(weight !== undefined && { weight: String(weight) }),
      ...(style && { style }),
      ...(display && { display }),
      ...(unicodeRange && { unicodeRange }),
    });
    document.fonts.add(face);
  }
}

/** Puts `tokens` into a style sheet's `:host` rule through CSSOM. */
export function applyTokens(sheet: CSSStyleSheet, tokens: Tokens): void {
  sheet.replaceSync(":host {}");
  const rule = sheet.cssRules[0];
  if (!(rule instanceof CSSStyleRule)) return;
  for (const [name, value] of Object.entries(tokens)) rule.style.setProperty(name, value);
}
