/** Charts of widgets. */
export const chartCss = `
.ck-chart { display: flex; flex-direction: column; gap: calc(var(--ck-space) * 2); width: 100%; min-width: 0; margin: 0; position: relative; }
.ck-chart:not([data-sized]) > .ck-plot { height: 200px; flex: none; }
.ck-plot { position: relative; flex: 1 1 auto; min-height: 48px; border-radius: var(--ck-radius-sm); touch-action: pan-y; cursor: crosshair; }
.ck-plot:focus-visible { outline-offset: 2px; }
.ck-plot > svg { position: absolute; inset: 0; width: 100%; height: 100%; overflow: visible; }
.ck-axis text { fill: var(--ck-text-secondary); font-size: 12px; font-variant-numeric: tabular-nums; }
.ck-axis line { stroke: var(--ck-border-subtle); }
.ck-axis line[data-zero] { stroke: var(--ck-border-strong); }
.ck-line { fill: none; stroke-width: 2.25; stroke-linecap: round; stroke-linejoin: round; }
.ck-cursor { stroke: var(--ck-border-strong); stroke-dasharray: 3 3; }
.ck-dot { stroke: var(--ck-elevated); stroke-width: 2; }
.ck-widget .ck-legend { display: flex; flex-wrap: wrap; gap: calc(var(--ck-space) * 1) calc(var(--ck-space) * 4); font-size: .8125em; list-style: none; }
.ck-legend > li { display: flex; align-items: center; gap: calc(var(--ck-space) * 1.5); min-width: 0; }
.ck-swatch { flex: none; width: 10px; height: 10px; border-radius: 3px; forced-color-adjust: none; }
.ck-swatch[data-type="line"] { width: 14px; height: 3px; }
.ck-tooltip { position: absolute; z-index: 1; display: grid; gap: var(--ck-space); min-width: 8em; max-width: 70%; padding: calc(var(--ck-space) * 2) calc(var(--ck-space) * 3); border: 1px solid var(--ck-border); border-radius: var(--ck-radius-sm); background: var(--ck-elevated); color: var(--ck-text); box-shadow: 0 6px 20px rgb(0 0 0 / .14); font-size: .8125em; line-height: 1.35; pointer-events: none; }
.ck-tooltip > span { display: flex; align-items: center; gap: calc(var(--ck-space) * 1.5); }
.ck-tooltip b { margin-inline-start: auto; padding-inline-start: calc(var(--ck-space) * 3); font-weight: 600; font-variant-numeric: tabular-nums; }
@media (forced-colors: active) {
  .ck-axis text { fill: CanvasText; }
  .ck-axis line, .ck-cursor { stroke: GrayText; }
}
`;
