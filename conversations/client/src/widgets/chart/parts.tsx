import type { JSX } from "preact";
import type { Layout } from "./layout";
import type { ChartModel, SeriesModel } from "./model";

type Write = (value: number) => string;

function Swatch({ series, color }: SeriesModel): JSX.Element {
  return <span class="ck-swatch" data-type={series.type} style={{ backgroundColor: color }} />;
}

export function Legend({ model }: { model: ChartModel }): JSX.Element {
  return (
    <ul class="ck-legend">
      {model.series.map((one, index) => (
        <li key={index}>
          <Swatch {...one} />
          <span dir="auto">{one.label}</span>
        </li>
      ))}
    </ul>
  );
}

/** The values of one category, beside it. What it says is said by the plot itself, too. */
export function Tooltip(props: {
  model: ChartModel;
  layout: Layout;
  index: number;
  write: Write;
}): JSX.Element {
  const { model, layout, index, write } = props;
  const x = layout.x(index);
  const onLeft = x > (layout.left + layout.right) / 2;
  const place = onLeft ? { right: `calc(100% - ${x - 12}px)` } : { left: `${x + 12}px` };
  return (
    <div class="ck-tooltip" style={{ top: `${layout.top}px`, ...place }} aria-hidden="true">
      <strong dir="auto">{model.categories[index]}</strong>
      {model.series.map((one, at) => {
        const value = one.values[index];
        return value === undefined ? null : (
          <span key={at}>
            <Swatch {...one} />
            <span dir="auto">{one.label}</span>
            <b>{write(value)}</b>
          </span>
        );
      })}
    </div>
  );
}

/** The values of a category in words. */
export function spokenValues(model: ChartModel, index: number, write: Write): string {
  const values = model.series.flatMap(({ label, values }) => {
    const value = values[index];
    return value === undefined ? [] : [`${label} ${write(value)}`];
  });
  return `${model.categories[index] ?? ""}: ${values.join(", ")}`;
}

/** The same numbers as a table, for those who don't see the chart. */
export function Numbers(props: { model: ChartModel; write: Write }): JSX.Element {
  const { model, write } = props;
  return (
    <table class="visually-hidden">
      <thead>
        <tr>
          <th scope="col">{model.xKey}</th>
          {model.series.map(({ label }, index) => (
            <th key={index} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {model.categories.map((category, row) => (
          <tr key={row}>
            <th scope="row">{category}</th>
            {model.series.map(({ values }, column) => {
              const value = values[row];
              return <td key={column}>{value === undefined ? "–" : write(value)}</td>;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
