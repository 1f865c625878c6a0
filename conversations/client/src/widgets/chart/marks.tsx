import type { JSX } from "preact";
import { areaPath, linePath, type Point } from "./curves";
import { type Layout, slotOf } from "./layout";
import type { ChartModel, SeriesModel, Span } from "./model";

/** Neighbouring categories that have a value: a line stops where one has none. */
function runsOf(spans: readonly (Span | undefined)[]): { index: number; span: Span }[][] {
  const runs: { index: number; span: Span }[][] = [];
  spans.forEach((span, index) => {
    if (!span) return;
    const goesOn = index > 0 && spans[index - 1];
    if (goesOn) runs.at(-1)?.push({ index, span });
    else runs.push([{ index, span }]);
  });
  return runs;
}

type MarkProps = { model: SeriesModel; layout: Layout };

function Bars(props: MarkProps & { slot: string }): JSX.Element {
  const { model, layout } = props;
  const slot = layout.slots.get(props.slot) ?? { offset: 0, width: 1 };
  return (
    <g style={{ fill: model.color }}>
      {model.spans.map((span, index) =>
        span ? (
          <rect
            key={index}
            x={layout.x(index) + slot.offset}
            y={layout.y.at(span[1])}
            width={slot.width}
            height={Math.max(0, layout.y.at(span[0]) - layout.y.at(span[1]))}
            rx={Math.min(3, slot.width / 4)}
          />
        ) : null,
      )}
    </g>
  );
}

/** The value's own side of its span: what a line goes through. */
function endOf(model: SeriesModel, index: number, span: Span): number {
  return (model.values[index] ?? 0) < 0 ? span[0] : span[1];
}

function Lines({ model, layout }: MarkProps): JSX.Element {
  const { series, color } = model;
  const curve = series.type === "bar" ? undefined : series.curveType;
  const place = (index: number, value: number): Point => [layout.x(index), layout.y.at(value)];
  return (
    <g>
      {runsOf(model.spans).map((run) => {
        const ends = run.map(({ index, span }) => place(index, endOf(model, index, span)));
        const bases = run.map(({ index, span }) =>
          place(index, endOf(model, index, span) === span[1] ? span[0] : span[1]),
        );
        const [alone] = ends.length === 1 ? ends : [];
        return (
          <g key={run[0]?.index}>
            {series.type === "area" ? (
              <path d={areaPath(ends, bases, curve)} style={{ fill: color, fillOpacity: 0.2 }} />
            ) : null}
            <path class="ck-line" d={linePath(ends, curve)} style={{ stroke: color }} />
            {alone ? <circle cx={alone[0]} cy={alone[1]} r="3" style={{ fill: color }} /> : null}
          </g>
        );
      })}
    </g>
  );
}

/** All series; lines lie above areas, which lie above bars. */
export function Marks({ model, layout }: { model: ChartModel; layout: Layout }): JSX.Element {
  const order = ["bar", "area", "line"];
  const marks = model.series.map((one, index) => ({ one, index }));
  marks.sort((a, b) => order.indexOf(a.one.series.type) - order.indexOf(b.one.series.type));
  return (
    <>
      {marks.map(({ one, index }) => {
        const props = { model: one, layout };
        return one.series.type === "bar" ? (
          <Bars key={index} {...props} slot={slotOf(model, index)} />
        ) : (
          <Lines key={index} {...props} />
        );
      })}
    </>
  );
}

/** The category that is looked at: a line through it, and a dot on each line. */
export function Cursor(props: { model: ChartModel; layout: Layout; index: number }): JSX.Element {
  const { model, layout, index } = props;
  const x = layout.x(index);
  return (
    <g>
      <line class="ck-cursor" x1={x} x2={x} y1={layout.top} y2={layout.bottom} />
      {model.series.map((one, place) => {
        const span = one.spans[index];
        if (!span || one.series.type === "bar") return null;
        const y = layout.y.at(endOf(one, index, span));
        const style = { fill: one.color };
        return <circle key={place} class="ck-dot" cx={x} cy={y} r="4" style={style} />;
      })}
    </g>
  );
}
