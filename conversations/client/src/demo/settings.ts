import type { ChatKitOptions, ThemeOption } from "@openai/chatkit";

/** What the reader of the demo page chose: kept in the address, so that a state can be linked to. */
export interface Settings {
  sample: string;
  scheme: string;
  density: string;
  radius: string;
  accent: string;
  locale: string;
  width: string;
  direction: string;
  /** Text in fonts that come with the tests, alike on every machine. */
  font: string;
}

interface Choice {
  label: string;
  /** Value and label; the first is what holds when nothing was chosen. */
  values: readonly (readonly [string, string])[];
}

export const CHOICES: Readonly<Record<Exclude<keyof Settings, "sample" | "font">, Choice>> = {
  scheme: {
    label: "Scheme",
    values: [
      ["system", "As the system"],
      ["light", "Light"],
      ["dark", "Dark"],
    ],
  },
  density: {
    label: "Density",
    values: [
      ["normal", "Normal"],
      ["compact", "Compact"],
      ["spacious", "Spacious"],
    ],
  },
  radius: {
    label: "Radius",
    values: [
      ["round", "Round"],
      ["pill", "Pill"],
      ["soft", "Soft"],
      ["sharp", "Sharp"],
    ],
  },
  accent: {
    label: "Accent",
    values: [
      ["", "Blue"],
      ["#0b7263", "Teal"],
      ["#9a3412", "Rust"],
      ["#7c3aed", "Violet"],
      ["#111111", "Black"],
      ["#facc15", "Yellow"],
    ],
  },
  locale: {
    label: "Language",
    values: [
      ["en", "English"],
      ["de", "German"],
      ["fr", "French"],
      ["es", "Spanish"],
      ["pt", "Portuguese"],
      ["ar", "Arabic"],
      ["hi", "Hindi"],
      ["ja", "Japanese"],
      ["ko", "Korean"],
      ["zh", "Chinese (simplified)"],
      ["sv", "Swedish (falls back to English)"],
    ],
  },
  width: {
    label: "Width",
    values: [
      ["480", "480 px"],
      ["320", "320 px"],
      ["360", "360 px"],
      ["768", "768 px"],
      ["100%", "All there is"],
    ],
  },
  direction: {
    label: "Direction",
    values: [
      ["", "As the language"],
      ["ltr", "Left to right"],
      ["rtl", "Right to left"],
    ],
  },
};

type Choosable = keyof typeof CHOICES;

export function readSettings(hash: string): Settings {
  const chosen = new URLSearchParams(hash.replace(/^#/, ""));
  const entries = Object.entries(CHOICES).map(([name, { values }]) => [
    name,
    chosen.get(name) ?? values[0]?.[0] ?? "",
  ]);
  return {
    ...(Object.fromEntries(entries) as Omit<Settings, "sample" | "font">),
    sample: chosen.get("sample") ?? "",
    font: chosen.get("font") ?? "",
  };
}

/** The address of these settings; what was not chosen is left out. */
export function hashOf(settings: Settings): string {
  const chosen = Object.entries(settings).filter(
    ([name, value]) => value !== (CHOICES[name as Choosable]?.values[0]?.[0] ?? ""),
  );
  return `#${new URLSearchParams(chosen)}`;
}

/** What was chosen, over the theme that a sample asks for. */
export function optionsOf(
  settings: Settings,
  dark: boolean,
  sample: Partial<ChatKitOptions> = {},
): Partial<ChatKitOptions> {
  const { scheme, density, radius, accent, locale, font } = settings;
  const own = typeof sample.theme === "object" ? sample.theme : {};
  const theme = {
    ...own,
    colorScheme: scheme === "system" ? (dark ? "dark" : "light") : scheme,
    ...((density !== "normal" || !own.density) && { density }),
    ...((radius !== "round" || !own.radius) && { radius }),
    ...(accent && { color: { accent: { primary: accent, level: 1 } } }),
    ...(font && { typography: { ...own.typography, ...typography(font) } }),
  } as ThemeOption;
  const spoken = locale === "en" && sample.locale ? sample.locale : locale;
  return { theme, locale: spoken as NonNullable<ChatKitOptions["locale"]> };
}

/** `font` is where the tests serve their fonts. */
function typography(font: string): ThemeOption["typography"] {
  const source = (family: string, file: string) => ({
    family,
    src: `${font}/${file}.woff2`,
    weight: "100 900",
  });
  return {
    fontFamily: "Inter",
    fontFamilyMono: "JetBrains Mono",
    fontSources: [source("Inter", "inter"), source("JetBrains Mono", "mono")],
  } as ThemeOption["typography"];
}
