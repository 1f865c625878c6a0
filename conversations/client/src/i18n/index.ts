export type { Messages } from "./en";
export { activeLocale, tagOf } from "./locales";
export { Speaker } from "./speaker";
export { ENGLISH, loadWords, useWords, type Words, WordsContext } from "./words";
