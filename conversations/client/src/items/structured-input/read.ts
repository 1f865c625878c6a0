import type { StructuredAnswer, StructuredInput } from "../../protocol/types";

/** Stands for the words of the reader's own among the values of a choice. */
export const OTHER = "\u0000other";

export const otherName = (id: string) => `${id}\u0000`;

/** What was chosen and written, by question; a question without either counts as skipped. */
export function readAnswers(
  inputs: readonly StructuredInput[],
  data: FormData,
): Record<string, StructuredAnswer> {
  return Object.fromEntries(
    inputs.map(({ id }) => {
      const values = data
        .getAll(id)
        .map((value) => String(value === OTHER ? (data.get(otherName(id)) ?? "") : value).trim())
        .filter((value) => value !== "");
      return [id, { values, skipped: values.length === 0 }];
    }),
  );
}
