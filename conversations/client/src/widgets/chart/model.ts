/** What a chart shows, read out of its node, which comes from outside. */
import { seriesColors } from "./colors";
import type { ChartNode, ChartRow, Series } from "./types";

/** From where to where a mark reaches; a line has its value at the top. */
export type Span = readonly [low: number, high: number];

export interface SeriesModel {
  series: Series;
  label: string;
  color: string;
  /** The value of each category; undefined where there is none. */
  values: (number | undefined)[];
  /** The same, on top of what it is stacked on. */
  spans: (Span | undefined)[];
}

export interface ChartModel {
  xKey: string;
  hideX: boolean;
  categories: string[];
  series: SeriesModel[];
}

function numberOf(value: unknown): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

function isRow(row: unknown): row is ChartRow {
  return typeof row === "object" && row !== null;
}

function rowsOf(node: ChartNode): ChartRow[] {
  return Array.isArray(node.data) ? node.data.filter(isRow) : [];
}

const TYPES = new Set(["bar", "area", "line"]);

function seriesOf(node: ChartNode): Series[] {
  const all: readonly Series[] = Array.isArray(node.series) ? node.series : [];
  return all.filter((one) => TYPES.has(one?.type) && typeof one.dataKey === "string");
}

/** Values above zero pile up above it, those below zero below it. */
class Piles {
  readonly #tops = new Map<string, number>();

  put(pile: string, value: number): Span {
    const key = `${value < 0} ${pile}`;
    const base = this.#tops.get(key) ?? 0;
    this.#tops.set(key, base + value);
    return base < base + value ? [base, base + value] : [base + value, base];
  }
}

/** Series pile up with those of the same kind and stack. */
export function pileOf(series: Series): string | undefined {
  const stack = series.type === "line" ? undefined : series.stack;
  return stack ? `${series.type} ${stack}` : undefined;
}

function axisOf(node: ChartNode) {
  const axis = typeof node.xAxis === "object" ? node.xAxis : { dataKey: String(node.xAxis ?? "") };
  const { dataKey, hide = false, labels } = axis ?? { dataKey: "" };
  const label = (value: string) =>
    labels && Object.hasOwn(labels, value) ? String(labels[value]) : value;
  return { dataKey, hide, label };
}

export function chartModel(node: ChartNode): ChartModel {
  const rows = rowsOf(node);
  const axis = axisOf(node);
  const piles = rows.map(() => new Piles());
  const all = seriesOf(node);
  const colors = seriesColors(all);
  const series = all.map((one, index): SeriesModel => {
    const values = rows.map((row) => numberOf(row[one.dataKey]));
    const pile = pileOf(one) ?? `alone ${index}`;
    const spans = values.map((value, at) =>
      value === undefined ? undefined : piles[at]?.put(pile, value),
    );
    const color = colors[index] as string;
    return { series: one, label: one.label || one.dataKey, color, values, spans };
  });
  return {
    xKey: axis.dataKey,
    hideX: axis.hide,
    categories: rows.map((row) => axis.label(String(row[axis.dataKey] ?? ""))),
    series,
  };
}

export function extremes({ series }: ChartModel): number[] {
  return series.flatMap(({ spans }) => spans.flatMap((span) => span ?? []));
}
