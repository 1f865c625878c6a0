import { colorOrToken } from "../css-values";
import type { Series } from "./types";

/** Each reads at 3:1 on a card, light and dark. In the order in which series get them. */
const TOKENS: Record<string, string> = {
  blue: "light-dark(#2f6fde, #7fb0ff)",
  purple: "light-dark(#8447d6, #c09bff)",
  orange: "light-dark(#c85a00, #ff9f5a)",
  green: "light-dark(#1c8a4a, #5fd08f)",
  red: "light-dark(#cf3129, #ff8a80)",
  yellow: "light-dark(#a37a00, #f2cc4d)",
  pink: "light-dark(#c7307f, #ff8fc4)",
};
const SEQUENCE = Object.values(TOKENS);

const chosen = colorOrToken(TOKENS);

/** A colour for each series: the one it asks for, else the next that no other asks for. */
export function seriesColors(all: readonly Series[]): string[] {
  const asked = all.map(({ color }) => chosen(color));
  const free = SEQUENCE.filter((color) => !asked.includes(color));
  const rest = free.length > 0 ? free : SEQUENCE;
  let next = 0;
  return asked.map((color) => color ?? (rest[next++ % rest.length] as string));
}
