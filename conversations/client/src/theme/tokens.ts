/** The theme option as CSS custom properties (`--ck-*`), each with its light and its dark value. */
import type { ChatKitOptions, FontObject, ThemeOption } from "@openai/chatkit";
import { Lazy } from "../lazy";
import { DEFAULT_COLORS } from "./default-colors";

type Tokens = Record<string, string>;
/** Each by its name, in light and dark. */
type Colors = Record<string, readonly [string, string]>;

const colorist = new Lazy("the colours of a theme", () => import("./theme-colors"));
/** The theme that each sheet is to have, as it was asked for last. */
const wanted = new WeakMap<CSSStyleSheet, ChatKitOptions["theme"]>();

/** Gives a sheet the `:host` rule for these options. Colours of the page's own are there a moment later. */
export function applyTheme(sheet: CSSStyleSheet, option: ChatKitOptions["theme"]): void {
  wanted.set(sheet, option);
  const { color } = asTheme(option);
  const part = colorist.loaded;
  if (!color || part) {
    applyTokens(sheet, themeTokens(option, part?.themeColors));
    return;
  }
  // Not shown until then: a flash of other colours would look like a mistake.
  applyTokens(sheet, { ...themeTokens(option), opacity: "0" });
  void colorist.start().then((loaded) => {
    if (wanted.get(sheet) === option) applyTokens(sheet, themeTokens(option, loaded?.themeColors));
  });
}

type Colorist = (theme: ThemeOption) => { mode: string | null; colors: Colors };

/** What the shadow host's style rule holds for these options. */
export function themeTokens(option: ChatKitOptions["theme"], themeColors?: Colorist): Tokens {
  const theme = asTheme(option);
  const own = theme.color && themeColors?.(theme);
  return {
    "color-scheme": own?.mode ?? theme.colorScheme ?? "light dark",
    ...colorTokens(own?.colors ?? DEFAULT_COLORS),
    ...RADII[theme.radius ?? "pill"],
    ...typography(theme),
    "--ck-space": { compact: "3.4px", normal: "4px", spacious: "4.8px" }[theme.density ?? "normal"],
  };
}

function asTheme(option: ChatKitOptions["theme"]): ThemeOption {
  return typeof option === "string" ? { colorScheme: option } : (option ?? {});
}

function colorTokens(colors: Colors): Tokens {
  return Object.fromEntries(
    Object.entries(colors).map(([name, [light, dark]]) => [
      `--ck-${name}`,
      `light-dark(${light}, ${dark})`,
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
function applyTokens(sheet: CSSStyleSheet, tokens: Tokens): void {
  sheet.replaceSync(":host {}");
  const rule = sheet.cssRules[0];
  if (!(rule instanceof CSSStyleRule)) return;
  for (const [name, value] of Object.entries(tokens)) rule.style.setProperty(name, value);
}
