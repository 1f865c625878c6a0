/** Where the marks of a chart go, in pixels. */
import { type ChartModel, extremes, pileOf } from "./model";
import { linearScale, type Scale } from "./scale";
import type { ChartNode } from "./types";

export interface Size {
  width: number;
  height: number;
}

export interface Layout {
  left: number;
  right: number;
  top: number;
  bottom: number;
  y: Scale;
  /** The width of one category. */
  band: number;
  /** The middle of a category. */
  x(index: number): number;
  /** The left edge and the width of each bar slot, from the middle of its category. */
  slots: Map<string, { offset: number; width: number }>;
}

const CHARACTER = 7;
const TICK_HEIGHT = 46;
const X_AXIS = 26;
const EDGE = 8;
const MOST_BAR_WIDTH = 64;
const BAR_GAP = 4;

/** Bars of one stack stand in one slot; the others have a slot each. */
export function slotOf(model: ChartModel, index: number): string {
  const series = model.series[index]?.series;
  return (series && pileOf(series)) ?? `alone ${index}`;
}

function slotsOf(model: ChartModel, node: ChartNode, band: number): Layout["slots"] {
  const bars = model.series.flatMap(({ series }, index) =>
    series.type === "bar" ? [slotOf(model, index)] : [],
  );
  const names = [...new Set(bars)];
  const gap = node.barGap ?? BAR_GAP;
  const free = band - (node.barCategoryGap ?? band * 0.2) - gap * (names.length - 1);
  const width = Math.max(1, Math.min(MOST_BAR_WIDTH, free / names.length));
  const start = -(width * names.length + gap * (names.length - 1)) / 2;
  return new Map(
    names.map((name, place) => [name, { offset: start + place * (width + gap), width }]),
  );
}

export function layoutOf(
  model: ChartModel,
  node: ChartNode,
  size: Size,
  write: (value: number) => string,
): Layout {
  const top = EDGE;
  const bottom = size.height - (model.hideX ? EDGE : X_AXIS);
  const count = Math.max(2, Math.floor((bottom - top) / TICK_HEIGHT));
  const y = linearScale(extremes(model), [bottom, top], count);
  const longest = Math.max(...y.ticks.map((tick) => write(tick).length));
  const left = node.showYAxis ? longest * CHARACTER + EDGE : EDGE;
  const right = size.width - EDGE;
  const hasBars = model.series.some(({ series }) => series.type === "bar");
  const categories = model.categories.length;
  // Without bars the first and the last point stand at the edges.
  const edges = !hasBars && categories > 1;
  const band = (right - left) / Math.max(1, edges ? categories - 1 : categories);
  const x = (index: number) => left + band * (edges ? index : index + 0.5);
  return { left, right, top, bottom, y, band, x, slots: slotsOf(model, node, band) };
}

/** Every how many-eth category has room for its label. */
export function labelStep(categories: readonly string[], band: number): number {
  const longest = categories.reduce((most, { length }) => Math.max(most, length), 1);
  return Math.max(1, Math.ceil((Math.min(longest, 14) * CHARACTER + EDGE) / Math.max(1, band)));
}
