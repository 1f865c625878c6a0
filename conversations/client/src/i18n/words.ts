import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { Lazy } from "../lazy";
import { en, type Messages } from "./en";
import { activeLocale, catalogues, directionOf, languageOf, tagOf } from "./locales";

/** What a part of the element needs to speak: sentences, and the tag for `Intl` and `lang`. */
export interface Words {
  text: Messages;
  locale: string;
  direction: "ltr" | "rtl";
}

export const ENGLISH: Words = { text: en, locale: "en", direction: "ltr" };

export const WordsContext = createContext<Words>(ENGLISH);

export function useWords(): Words {
  return useContext(WordsContext);
}

const catalogueOf = new Map(
  Object.entries(catalogues).map(([language, load]) => [
    language,
    new Lazy(`the catalogue "${language}"`, load),
  ]),
);

/** The words for the option `locale`, loaded when they aren't English; English where that fails. */
export async function loadWords(option: string | undefined): Promise<Words> {
  return wordsAtHand(option) ?? (await load(option));
}

/** The same, as long as nothing has to be loaded. */
export function wordsAtHand(option: string | undefined): Words | undefined {
  const language = languageOf(activeLocale(option));
  const text = language === "en" ? en : catalogueOf.get(language)?.loaded;
  return text && words(text, option);
}

async function load(option: string | undefined): Promise<Words> {
  const text = await catalogueOf.get(languageOf(activeLocale(option)))?.start();
  return text ? words(text, option) : { ...ENGLISH, direction: directionOf(option) };
}

function words(text: Messages, option: string | undefined): Words {
  return { text, locale: tagOf(activeLocale(option)), direction: directionOf(option) };
}
