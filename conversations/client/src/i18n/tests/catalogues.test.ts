import { describe, expect, it } from "vitest";
import { en, type Messages } from "../en";
import { catalogues } from "../locales";
import { loadWords } from "../words";

type Sentence = string | ((...values: number[]) => string);

const loaded = await Promise.all(
  Object.entries(catalogues).map(async ([language, load]) => ({ language, text: await load() })),
);

/** Every sentence by its name; those in groups as "group.name". */
function sentences(text: Messages): Map<string, Sentence> {
  const entries = Object.entries(text).flatMap(([name, value]): [string, Sentence][] =>
    typeof value === "object"
      ? Object.entries(value).map(([inner, one]) => [`${name}.${inner}`, one])
      : [[name, value as Sentence]],
  );
  return new Map(entries);
}

/** What a sentence says of 5, 11, ...: numbers do for names too. */
function said(sentence: Sentence | undefined, numbers: number[]): string {
  return typeof sentence === "function" ? sentence(...numbers) : (sentence ?? "");
}

const withPlaceholders = [...sentences(en)].filter(
  ([, sentence]) => typeof sentence === "function",
);

describe.each(loaded)("the catalogue $language", ({ language, text }) => {
  const own = sentences(text);

  it("has every sentence, and says something in each", () => {
    expect([...own.keys()].sort()).toEqual([...sentences(en).keys()].sort());
    const empty = [...own].filter(([, sentence]) => said(sentence, [5, 11]).trim() === "");
    expect(empty).toEqual([]);
  });

  it("fills every placeholder that English fills", () => {
    const format = new Intl.NumberFormat(language);
    for (const [name, english] of withPlaceholders) {
      const values = [5, 11].slice(0, (english as () => string).length);
      const words = said(own.get(name), values);
      const missing = values.filter(
        (n) => !words.includes(`${n}`) && !words.includes(format.format(n)),
      );
      expect(missing, `${name}: ${words}`).toEqual([]);
    }
  });

  it("has a form for every number of its plural rules", () => {
    for (const number of [0, 1, 2, 3, 6, 11, 99, 100, 1000, 1_000_000]) {
      for (const [name] of withPlaceholders) {
        expect(said(own.get(name), [number, number]), name).not.toMatch(/#|undefined|NaN/);
      }
    }
  });

  it("is a translation: hardly a sentence is left in English", () => {
    const same = [...sentences(en)].filter(
      ([name, english]) => said(english, [5, 11]) === said(own.get(name), [5, 11]),
    );
    expect(same.length, same.map(([name]) => name).join(", ")).toBeLessThan(12);
  });
});

describe("an element", () => {
  it("speaks the language of the locale that it is given", async () => {
    const spoken = await Promise.all(["de-AT", "pt-BR", "zh-TW", "es-419", "sv"].map(loadWords));
    expect(spoken.map(({ text, locale }) => [text.cancel, locale])).toEqual([
      ["Abbrechen", "de-AT"],
      ["Cancelar", "pt-BR"],
      ["取消", "zh-Hans"],
      ["Cancelar", "es-419"],
      ["Cancel", "en"],
    ]);
  });

  it("counts in Arabic as Arabic does", async () => {
    const { text, direction } = await loadWords("ar");
    const format = new Intl.NumberFormat("ar");
    expect(direction).toBe("rtl");
    expect([1, 2, 3, 11].map(text.sources)).toEqual([
      "مصدر واحد",
      "مصدران",
      `${format.format(3)} مصادر`,
      `${format.format(11)} مصدرًا`,
    ]);
  });
});
