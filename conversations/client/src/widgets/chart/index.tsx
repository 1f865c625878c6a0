import type { JSX, RefObject } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { useWords } from "../../i18n";
import { chartCss } from "../../theme/chart.css";
import { addStyles } from "../../theme/sheet";
import "../looks";
import { flex } from "../css-values";
import { block, compact, type Style } from "../style";
import { XAxis, YAxis } from "./axes";
import { type Layout, layoutOf, type Size } from "./layout";
import { Cursor, Marks } from "./marks";
import { type ChartModel, chartModel } from "./model";
import { Legend, Numbers, spokenValues, Tooltip } from "./parts";
import type { ChartNode } from "./types";

addStyles(chartCss);

/** Before its place is measured. */
const USUAL: Size = { width: 480, height: 200 };

function useSize(place: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState(USUAL);
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width && height) setSize({ width, height });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return size;
}

function useNumbers() {
  const { locale } = useWords();
  return useMemo(() => {
    const short = new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 2 });
    const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 });
    return {
      writeShort: (value: number) => short.format(value),
      write: (value: number) => whole.format(value),
    };
  }, [locale]);
}

function chartStyle(node: ChartNode): Style {
  return { ...block(node), ...compact({ flex: flex(node.flex) }) };
}

/** Bars, areas and lines over the categories of the x axis, with the same numbers as a table. */
export function Chart({ node }: { node: ChartNode }): JSX.Element {
  const { text } = useWords();
  const { write } = useNumbers();
  const model = useMemo(() => chartModel(node), [node]);
  const labels = model.series.map(({ label }) => label).join(", ");
  const sized = node.height ?? node.size ?? node.aspectRatio;
  return (
    <figure
      class="ck-chart"
      data-sized={sized === undefined ? undefined : ""}
      style={chartStyle(node)}
      aria-label={text.chart(labels)}
    >
      {(node.showLegend ?? true) ? <Legend model={model} /> : null}
      <Plot node={node} model={model} write={write} />
      <Numbers model={model} write={write} />
    </figure>
  );
}

type PlotProps = { node: ChartNode; model: ChartModel; write(value: number): string };

function Plot({ node, model, write }: PlotProps): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const size = useSize(place);
  const { writeShort } = useNumbers();
  const layout = layoutOf(model, node, size, writeShort);
  const cursor = useCursor(model, layout, write);
  const shown = (node.showTooltip ?? true) && model.categories.length > 0;
  return (
    <div ref={place} class="ck-plot" dir="ltr" {...(shown ? cursor.attributes : {})}>
      <svg viewBox={`0 0 ${size.width} ${size.height}`} aria-hidden="true" focusable="false">
        <YAxis layout={layout} labels={!!node.showYAxis} write={writeShort} />
        <Marks model={model} layout={layout} />
        {model.hideX ? null : <XAxis model={model} layout={layout} />}
        {shown && cursor.index !== null ? (
          <Cursor model={model} layout={layout} index={cursor.index} />
        ) : null}
      </svg>
      {shown && cursor.index !== null ? (
        <Tooltip model={model} layout={layout} index={cursor.index} write={write} />
      ) : null}
    </div>
  );
}

function nearest(layout: Layout, count: number, x: number): number {
  const places = Array.from({ length: count }, (_, index) => Math.abs(layout.x(index) - x));
  return places.indexOf(Math.min(...places));
}

const KEYS: Record<string, (index: number, last: number) => number> = {
  ArrowRight: (index) => index + 1,
  ArrowLeft: (index) => index - 1,
  ArrowUp: (index) => index + 1,
  ArrowDown: (index) => index - 1,
  Home: () => 0,
  End: (_, last) => last,
};

/** Goes from category to category with the pointer or the arrow keys, as a slider that says its values. */
function useCursor(model: ChartModel, layout: Layout, write: (value: number) => string) {
  const { text } = useWords();
  const [at, setAt] = useState<number | null>(null);
  const last = model.categories.length - 1;
  const index = at === null ? null : Math.min(at, last);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Escape" && index !== null) {
      event.stopPropagation();
      return setAt(null);
    }
    const move = Object.hasOwn(KEYS, event.key) ? KEYS[event.key] : undefined;
    if (!move) return;
    event.preventDefault();
    setAt(Math.max(0, Math.min(move(index ?? -1, last), last)));
  }

  function onPointerMove(event: PointerEvent & { currentTarget: HTMLDivElement }) {
    const { left } = event.currentTarget.getBoundingClientRect();
    setAt(nearest(layout, last + 1, event.clientX - left));
  }

  const attributes = {
    role: "slider" as const,
    tabIndex: 0,
    "aria-label": text.chartValues,
    "aria-valuemin": 1,
    "aria-valuemax": last + 1,
    "aria-valuenow": (index ?? 0) + 1,
    "aria-valuetext": spokenValues(model, index ?? 0, write),
    onKeyDown,
    onPointerMove,
    onPointerDown: onPointerMove,
    onPointerLeave: () => setAt(null),
    onFocus: () => setAt((now) => now ?? 0),
    onBlur: () => setAt(null),
  };
  return { index, attributes };
}
