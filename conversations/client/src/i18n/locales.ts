/** Which language is spoken to a reader who asked for a locale. */
import type { Messages } from "./en";

/** Every catalogue but English, which is always there. */
export const catalogues: Readonly<Record<string, () => Promise<Messages>>> = {
  ar: () => import("./ar").then(({ messages }) => messages),
  de: () => import("./de").then(({ messages }) => messages),
  es: () => import("./es").then(({ messages }) => messages),
  fr: () => import("./fr").then(({ messages }) => messages),
  hi: () => import("./hi").then(({ messages }) => messages),
  ja: () => import("./ja").then(({ messages }) => messages),
  ko: () => import("./ko").then(({ messages }) => messages),
  pt: () => import("./pt").then(({ messages }) => messages),
  zh: () => import("./zh").then(({ messages }) => messages),
};

/** The language that was asked for: the option, else the browser's. Sent as Accept-Language. */
export function activeLocale(option: string | undefined): string {
  return option ?? globalThis.navigator?.language ?? "en";
}

/** The catalogue for a locale: that of its language (pt-BR: pt), else English. */
export function languageOf(locale: string): string {
  const language = locale.toLowerCase().split(/[-_]/)[0] ?? "";
  return Object.hasOwn(catalogues, language) ? language : "en";
}

/** What `lang` says of the words, and how numbers and dates are written beside them. */
export function tagOf(locale: string): string {
  const language = languageOf(locale);
  if (language === "zh") return "zh-Hans";
  const tag = locale.replaceAll("_", "-");
  return new RegExp(`^${language}(-|$)`, "i").test(tag) && isTag(tag) ? tag : language;
}

function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

const RIGHT_TO_LEFT = new Set(["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"]);

/**
 * A host that names a locale has its layout, also where the words fall back to English; without an
 * option the words decide.
 */
export function directionOf(option: string | undefined): "ltr" | "rtl" {
  const language = option?.toLowerCase().split(/[-_]/)[0] ?? languageOf(activeLocale(undefined));
  return RIGHT_TO_LEFT.has(language) ? "rtl" : "ltr";
}
