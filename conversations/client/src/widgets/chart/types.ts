import type { BlockProps, ColorValue } from "../types";

export type CurveType =
  | "basis"
  | "basisClosed"
  | "basisOpen"
  | "bumpX"
  | "bumpY"
  | "bump"
  | "linear"
  | "linearClosed"
  | "natural"
  | "monotoneX"
  | "monotoneY"
  | "monotone"
  | "step"
  | "stepBefore"
  | "stepAfter";

type SeriesBase = {
  label?: string | null;
  /** The field of each row that holds the number. */
  dataKey: string;
  color?: ColorValue;
};

export type BarSeries = SeriesBase & { type: "bar"; stack?: string };
export type AreaSeries = SeriesBase & { type: "area"; stack?: string; curveType?: CurveType };
export type LineSeries = SeriesBase & { type: "line"; curveType?: CurveType };
export type Series = BarSeries | AreaSeries | LineSeries;

export type XAxis = {
  dataKey: string;
  hide?: boolean;
  /** Labels for values of the field, where they differ. */
  labels?: Readonly<Record<string, string>>;
};

export type ChartRow = Readonly<Record<string, string | number>>;

/** A chart, which only the Python SDK has. */
export type ChartNode = {
  type: "Chart";
  key?: string;
  id?: string;
  data: readonly ChartRow[];
  series: readonly Series[];
  xAxis: string | XAxis;
  showYAxis?: boolean;
  showLegend?: boolean;
  showTooltip?: boolean;
  barGap?: number;
  barCategoryGap?: number;
  flex?: number | string;
} & Omit<BlockProps, "radius" | "margin">;
