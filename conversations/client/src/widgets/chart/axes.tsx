import type { JSX } from "preact";
import { type Layout, labelStep } from "./layout";
import type { ChartModel } from "./model";

const LONGEST = 14;

function shortened(label: string): string {
  return label.length > LONGEST ? `${label.slice(0, LONGEST - 1)}…` : label;
}

export function YAxis(props: {
  layout: Layout;
  labels: boolean;
  write(value: number): string;
}): JSX.Element {
  const { layout, labels, write } = props;
  return (
    <g class="ck-axis">
      {layout.y.ticks.map((tick) => {
        const y = layout.y.at(tick);
        return (
          <g key={tick}>
            <line
              x1={layout.left}
              x2={layout.right}
              y1={y}
              y2={y}
              data-zero={tick === 0 ? "" : undefined}
            />
            {labels ? (
              <text x={layout.left - 6} y={y} dy=".35em" text-anchor="end">
                {write(tick)}
              </text>
            ) : null}
          </g>
        );
      })}
    </g>
  );
}

export function XAxis({ model, layout }: { model: ChartModel; layout: Layout }): JSX.Element {
  const step = labelStep(model.categories, layout.band);
  const last = model.categories.length - 1;
  const anchor = (index: number) => {
    if (layout.x(index) - layout.left < 12 && index === 0) return "start";
    return index === last && layout.right - layout.x(index) < 12 ? "end" : "middle";
  };
  return (
    <g class="ck-axis">
      {model.categories.map((label, index) =>
        index % step === 0 ? (
          <text key={index} x={layout.x(index)} y={layout.bottom + 17} text-anchor={anchor(index)}>
            {shortened(label)}
          </text>
        ) : null,
      )}
    </g>
  );
}
