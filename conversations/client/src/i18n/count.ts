/** A sentence in the forms that a language has for numbers; `#` stands for the number. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** Picks the form for a number, and writes the number as the language does. */
export function counter(language: string): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  return (count, forms) => {
    const form = forms[rules.select(count)] ?? forms.other;
    return form.replaceAll("#", () => numbers.format(count));
  };
}
