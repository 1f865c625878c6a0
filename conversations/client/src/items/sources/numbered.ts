import type { Annotation, Source } from "../../protocol/types";

/** A place in a text, as JavaScript counts, and the sources that are named there (from 0). */
export interface Mark {
  at: number;
  sources: readonly number[];
}

export interface Numbered {
  /** Each source once, in the order in which they are named. */
  sources: readonly Source[];
  /** For each text its marks, in order. */
  marks: readonly (readonly Mark[])[];
}

/** Numbers the sources of an answer: one that is named twice keeps its number. */
export function numbered(
  parts: readonly { text: string; annotations?: readonly Annotation[] }[],
): Numbered {
  const found = new Map<string, { number: number; source: Source }>();
  const marks = parts.map(({ text, annotations = [] }) => {
    const places = new Map<number, number[]>();
    for (const { source, index } of annotations) {
      const key = keyOf(source);
      const known = found.get(key) ?? { number: found.size, source };
      found.set(key, known);
      if (index === undefined) continue;
      const at = codeUnits(text, index);
      const here = places.get(at) ?? [];
      if (!here.includes(known.number)) places.set(at, [...here, known.number]);
    }
    return [...places]
      .map(([at, sources]) => ({ at, sources }))
      .sort((one, other) => one.at - other.at);
  });
  return { sources: [...found.values()].map(({ source }) => source), marks };
}

function keyOf(source: Source): string {
  if (source.type === "url") return `url ${source.url}`;
  return source.type === "file" ? `file ${source.filename}` : `entity ${source.id}`;
}

/** Python counts characters, JavaScript halves of some: where the first `index` characters end. */
function codeUnits(text: string, index: number): number {
  let units = 0;
  let left = Math.max(0, index);
  while (left > 0 && units < text.length) {
    units += (text.codePointAt(units) ?? 0) > 0xffff ? 2 : 1;
    left -= 1;
  }
  return units;
}
