/** The theme option as CSS custom properties (`--ck-*`), each with its light and its dark value. */
import type { ChatKitOptions, FontObject, ThemeOption } from "@openai/chatkit";
import { toCss } from "./colors";
import { type Mode, ownMode, palette } from "./palette";

type Tokens = Record<string, string>;

/** What the shadow host's style rule holds for these options. */
export function themeTokens(option: ChatKitOptions["theme"]): Tokens {
  const theme: ThemeOption = typeof option === "string" ? { colorScheme: option } : (option ?? {});
  const own = ownMode(theme);
  return {
    "color-scheme": own ?? theme.colorScheme ?? "light dark",
    ...colors(theme, own ?? "light", own ?? "dark"),
    ...RADII[theme.radius ?? "pill"],
    ...typography(theme),
    "--ck-space": { compact: "3.4px", normal: "4px", spacious: "4.8px" }[theme.density ?? "normal"],
  };
}

function colors(theme: ThemeOption, light: Mode, dark: Mode): Tokens {
  const darks = palette(theme, dark);
  return Object.fromEntries(
    Object.entries(palette(theme, light)).map(([name, color]) => [
      `--ck-${name}`,
      `light-dark(${toCss(color)}, ${toCss(darks[name] ?? color)})`,
    ]),
  );
}

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
