/** Points to the path that joins them. */
import type { CurveType } from "./types";

export type Point = readonly [x: number, y: number];

/** Where a path begins, and its commands from there. */
type Curve = { start: Point; rest: string };

const round = (value: number) => Math.round(value * 100) / 100;
const at = ([x, y]: Point) => `${round(x)},${round(y)}`;
const lineTo = (point: Point) => `L${at(point)}`;
const bezier = (a: Point, b: Point, end: Point) => `C${at(a)} ${at(b)} ${at(end)}`;
const swapped = ([x, y]: Point): Point => [y, x];
const mix = (parts: readonly [Point, number][]): Point => [
  parts.reduce((sum, [[x], share]) => sum + x * share, 0),
  parts.reduce((sum, [[, y], share]) => sum + y * share, 0),
];

type Segment = (from: Point, to: Point) => string;

/** Curves whose pieces know nothing of their neighbours. */
function piecewise(segment: Segment): (points: readonly Point[]) => Curve {
  return (points) => ({
    start: points[0] as Point,
    rest: points
      .slice(1)
      .reduce((path, to, index) => path + segment(points[index] as Point, to), ""),
  });
}

const linear = piecewise((_, to) => lineTo(to));
const stepBefore = piecewise((from, to) => lineTo([from[0], to[1]]) + lineTo(to));
const stepAfter = piecewise((from, to) => lineTo([to[0], from[1]]) + lineTo(to));
const step = piecewise((from, to) => {
  const middle = (from[0] + to[0]) / 2;
  return lineTo([middle, from[1]]) + lineTo([middle, to[1]]) + lineTo(to);
});
const bumpX = piecewise((from, to) => {
  const middle = (from[0] + to[0]) / 2;
  return bezier([middle, from[1]], [middle, to[1]], to);
});
const bumpY = piecewise((from, to) => {
  const middle = (from[1] + to[1]) / 2;
  return bezier([from[0], middle], [to[0], middle], to);
});

/** One piece of a cubic B-spline; ends near `b`. */
function splinePiece(a: Point, b: Point, c: Point): string {
  const first = mix([
    [a, 2 / 3],
    [b, 1 / 3],
  ]);
  const second = mix([
    [a, 1 / 3],
    [b, 2 / 3],
  ]);
  return bezier(first, second, splinePoint(a, b, c));
}

function splinePoint(a: Point, b: Point, c: Point): Point {
  return mix([
    [a, 1 / 6],
    [b, 4 / 6],
    [c, 1 / 6],
  ]);
}

/** The pieces of a B-spline along all points but the outermost. */
function spline(points: readonly Point[]): string {
  const triples = points.slice(2).map((c, index) => [points[index], points[index + 1], c]);
  return (triples as [Point, Point, Point][]).map((triple) => splinePiece(...triple)).join("");
}

function basis(points: readonly Point[]): Curve {
  if (points.length < 3) return linear(points);
  const [first, last] = [points[0] as Point, points.at(-1) as Point];
  const [second, beforeLast] = [points[1] as Point, points.at(-2) as Point];
  const entry = lineTo(
    mix([
      [first, 5 / 6],
      [second, 1 / 6],
    ]),
  );
  const exit = splinePiece(beforeLast, last, last) + lineTo(last);
  return { start: first, rest: entry + spline(points) + exit };
}

function basisOpen(points: readonly Point[]): Curve {
  if (points.length < 4) return linear(points);
  const start = splinePoint(...(points.slice(0, 3) as [Point, Point, Point]));
  return { start, rest: spline(points.slice(1)) };
}

function basisClosed(points: readonly Point[]): Curve {
  if (points.length < 3) return closed(linear)(points);
  return basisOpen([...points, ...points.slice(0, 3)]);
}

function closed(curve: (points: readonly Point[]) => Curve) {
  return (points: readonly Point[]): Curve => {
    const { start, rest } = curve(points);
    return { start, rest: `${rest}Z` };
  };
}

/** Control values of a natural cubic spline through `values`, two for each piece. */
function naturalControls(values: readonly number[]): [number[], number[]] {
  const pieces = values.length - 1;
  const value = (index: number) => values[index] as number;
  const [diagonal, right] = [[2], [value(0) + 2 * value(1)]] as [number[], number[]];
  for (let i = 1; i < pieces; i++) {
    const lastPiece = i === pieces - 1;
    const ratio = (lastPiece ? 2 : 1) / (diagonal[i - 1] as number);
    diagonal[i] = (lastPiece ? 7 : 4) - ratio;
    const wanted = lastPiece ? 8 * value(i) + value(i + 1) : 4 * value(i) + 2 * value(i + 1);
    right[i] = wanted - ratio * (right[i - 1] as number);
  }
  const first: number[] = [];
  for (let i = pieces - 1; i >= 0; i--) {
    first[i] = ((right[i] as number) - (first[i + 1] ?? 0)) / (diagonal[i] as number);
  }
  const second = first.map((_, i) =>
    i === pieces - 1
      ? (value(pieces) + (first[i] as number)) / 2
      : 2 * value(i + 1) - (first[i + 1] as number),
  );
  return [first, second];
}

function natural(points: readonly Point[]): Curve {
  if (points.length < 3) return linear(points);
  const [x1, x2] = naturalControls(points.map(([x]) => x));
  const [y1, y2] = naturalControls(points.map(([, y]) => y));
  const rest = points.slice(1).map((end, i) => {
    const first: Point = [x1[i] as number, y1[i] as number];
    return bezier(first, [x2[i] as number, y2[i] as number], end);
  });
  return { start: points[0] as Point, rest: rest.join("") };
}

/** The slope of each point, limited so that no piece goes past its ends. */
function monotoneSlopes(points: readonly Point[]): number[] {
  const slopes = points.slice(1).map(([x, y], i) => {
    const [x0, y0] = points[i] as Point;
    return (y - y0) / (x - x0 || 1);
  });
  const inner = slopes.slice(1).map((after, i) => {
    const before = slopes[i] as number;
    if (before * after <= 0) return 0;
    const steepest = 3 * Math.min(Math.abs(before), Math.abs(after));
    return Math.sign(after) * Math.min(Math.abs(before + after) / 2, steepest);
  });
  return [slopes[0] ?? 0, ...inner, slopes.at(-1) ?? 0];
}

function monotonePieces(points: readonly Point[], turn: (point: Point) => Point): string {
  const slopes = monotoneSlopes(points);
  const pieces = points.slice(1).map((end, i) => {
    const [x, y] = points[i] as Point;
    const third = (end[0] - x) / 3;
    const first = turn([x + third, y + third * (slopes[i] as number)]);
    return bezier(
      first,
      turn([end[0] - third, end[1] - third * (slopes[i + 1] as number)]),
      turn(end),
    );
  });
  return pieces.join("");
}

function monotoneX(points: readonly Point[]): Curve {
  return { start: points[0] as Point, rest: monotonePieces(points, (point) => point) };
}

function monotoneY(points: readonly Point[]): Curve {
  return { start: points[0] as Point, rest: monotonePieces(points.map(swapped), swapped) };
}

const CURVES: Record<CurveType, (points: readonly Point[]) => Curve> = {
  basis,
  basisClosed,
  basisOpen,
  bump: bumpX,
  bumpX,
  bumpY,
  linear,
  linearClosed: closed(linear),
  monotone: monotoneX,
  monotoneX,
  monotoneY,
  natural,
  step,
  stepAfter,
  stepBefore,
};

/** What a closed curve is where it is one side of an area. */
const SIDES: Partial<Record<CurveType, CurveType>> = {
  basisClosed: "basis",
  linearClosed: "linear",
};

function curveOf(type: CurveType | null | undefined) {
  return type && Object.hasOwn(CURVES, type) ? CURVES[type] : linear;
}

export function linePath(points: readonly Point[], type?: CurveType | null): string {
  const { start, rest } = curveOf(type)(points);
  return `M${at(start)}${rest}`;
}

/** The area between two lines that have their points one above the other. */
export function areaPath(
  upper: readonly Point[],
  lower: readonly Point[],
  type?: CurveType | null,
): string {
  const side = curveOf((type && SIDES[type]) ?? type);
  const [there, back] = [side(upper), side([...lower].reverse())];
  return `M${at(there.start)}${there.rest}L${at(back.start)}${back.rest}Z`;
}
