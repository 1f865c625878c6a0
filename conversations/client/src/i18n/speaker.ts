import { ENGLISH, loadWords, type Words, wordsAtHand } from "./words";

/** The language of one element: what it speaks now, and what it is about to speak. */
export class Speaker {
  /** Null until the first words are there: an element in another language never flashes English. */
  private words: Words | null = null;
  private asked: string | undefined;

  /** `changed` is called when words have arrived that `choose` had to load. */
  constructor(private readonly changed: () => void) {}

  get text(): Words["text"] {
    return (this.words ?? ENGLISH).text;
  }

  /** An element with a `dir` of its own is laid out so, whatever it speaks. */
  wordsFor({ dir }: HTMLElement): Words | null {
    const isOther = this.words && (dir === "ltr" || dir === "rtl") && dir !== this.words.direction;
    return this.words && isOther ? { ...this.words, direction: dir } : this.words;
  }

  /** Resolves once the words are there; the last choice wins. */
  async choose(locale: string | undefined): Promise<void> {
    this.asked = locale;
    const here = wordsAtHand(locale);
    if (here) {
      this.words = here;
      return;
    }
    const loaded = await loadWords(locale);
    if (locale !== this.asked) return;
    this.words = loaded;
    this.changed();
  }
}
