import { en, type Messages } from "./en";

export type { Messages };

/** The language that was asked for: the option, else the browser's. Sent as Accept-Language. */
export function activeLocale(option: string | undefined): string {
  return option ?? globalThis.navigator?.language ?? "en";
}

/** The sentences for `locale`; English until other languages are there. */
export function messagesFor(_locale: string): Messages {
  return en;
}
