/** Numbers to places. */

export interface Scale {
  ticks: number[];
  min: number;
  max: number;
  /** The place of a value between `from` and `to`. */
  at(value: number): number;
}

/** A round step (1, 2 or 5 times a power of ten) that makes about `count` of them. */
function roundStep(span: number, count: number): number {
  const rough = span / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((one) => one * power >= rough) ?? 10;
  return factor * power;
}

/** Round ticks around all values and zero. */
function ticksOf(low: number, high: number, count: number): number[] {
  const span = high - low || 1;
  const step = roundStep(span, count);
  const [first, last] = [Math.floor(low / step), Math.ceil((low + span) / step)];
  // Multiplied, not added up: 3 * 0.1 is rounded once only.
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}

/** A scale from `from` (the lowest value) to `to`, which may lie above it, as on a screen. */
export function linearScale(
  values: readonly number[],
  [from, to]: readonly [number, number],
  count: number,
): Scale {
  // Spread arguments have a limit; a chart's data has none.
  const low = values.reduce((least, value) => Math.min(least, value), 0);
  const high = values.reduce((most, value) => Math.max(most, value), 0);
  const ticks = ticksOf(low, high, count);
  const [min, max] = [ticks[0] as number, ticks.at(-1) as number];
  const at = (value: number) => from + ((value - min) / (max - min)) * (to - from);
  return { ticks, min, max, at };
}
