import { controlsCss } from "./controls.css";
import { markdownCss } from "./markdown.css";

const layoutCss = `
/* Tints of whatever lies below, so that they show on the page and on a card alike. */
.ck-widget, .ck-md {
  --ck-tint: color-mix(in oklab, var(--ck-text) 4%, transparent);
  --ck-tint-strong: color-mix(in oklab, var(--ck-text) 8%, transparent);
}
.ck-widget { position: relative; width: 100%; min-width: 0; line-height: 1.5; overflow-wrap: break-word; }
.ck-widget :where(p, h3, fieldset, ul, hr) { margin: 0; padding: 0; border: 0; min-width: 0; }
/* Whatever sizes and margins a server sets: a widget draws inside its own place only. */
.ck-widget-body { overflow: clip; overflow-clip-margin: 6px; }
.ck-widget-body { transition: opacity .2s .08s; }
.ck-widget-body[inert] { opacity: .6; }
.ck-icon { flex: none; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
.ck-icon-filled { fill: currentColor; }
.ck-icon-filled path { stroke: var(--ck-elevated); fill: none; }
.ck-icon-filled path:only-child { stroke: currentColor; fill: currentColor; }

.ck-card {
  --pad: calc(var(--ck-space) * 5);
  width: 100%;
  container: ck-card / inline-size;
  overflow: clip;
  border: 1px solid var(--ck-border);
  border-radius: var(--ck-radius-lg);
  background: var(--ck-elevated);
  color: var(--ck-text);
  box-shadow: 0 1px 2px rgb(0 0 0 / .04);
}
.ck-card[data-size="sm"] { max-width: 26em; --pad: calc(var(--ck-space) * 4); }
.ck-card[data-size="md"] { max-width: 42em; }
.ck-card[data-size="lg"] { max-width: 50em; --pad: calc(var(--ck-space) * 6); }
.ck-card > .ck-status {
  padding: calc(var(--ck-space) * 3) var(--pad) 0;
}
.ck-status {
  display: flex;
  align-items: center;
  gap: calc(var(--ck-space) * 2);
  color: var(--ck-text-secondary);
  font-size: .875em;
  font-weight: 550;
  font-variant-numeric: tabular-nums;
}
.ck-card-body {
  display: flex;
  flex-direction: column;
  gap: calc(var(--ck-space) * 4);
  padding: var(--pad);
}
.ck-status + div > .ck-card-body { padding-top: calc(var(--ck-space) * 3); }

.ck-box { display: flex; flex-direction: column; min-width: 0; max-width: 100%; }
.ck-box > * { max-width: 100%; }
.ck-col { gap: calc(var(--ck-space) * 2); }
.ck-form { gap: calc(var(--ck-space) * 4); }
.ck-row { flex-direction: row; align-items: center; gap: calc(var(--ck-space) * 2); }
.ck-row:has(> .ck-badge, > .ck-button ~ .ck-button) { flex-wrap: wrap; }
.ck-row > .ck-md { flex: 1 1 9em; min-width: 0; }
.ck-row > .ck-field { flex: 1 1 10em; min-width: 0; }
.ck-row > .ck-field:has(> .ck-choice) { flex: 0 1 auto; }
.ck-row > .ck-text, .ck-row > .ck-title { min-width: 0; }
.ck-row > .ck-caption { flex: none; max-width: 45%; }
@container ck-card (max-width: 27em) {
  .ck-row:has(> :is(.ck-md, .ck-col, .ck-text) ~ .ck-button:last-child) { flex-wrap: wrap; justify-content: flex-end; }
  .ck-row:has(> .ck-button:last-child) > .ck-col { min-width: min(13em, 80%); }
  .ck-row > .ck-icon-box:first-child ~ .ck-md + .ck-badge { margin-inline-start: calc(20px + var(--ck-space) * 2); }
}
.ck-across { flex-direction: row; }
.ck-spacer { flex: 1 1 auto; }
.ck-divider { width: 100%; }
.ck-widget .ck-divider { border: 0 solid var(--ck-border); border-top-width: var(--line, 1px); margin-block: var(--gap, 0); }
.ck-widget .ck-across > .ck-divider { align-self: stretch; width: 0; margin-block: 0; margin-inline: var(--gap, 0); border-width: 0; border-inline-start-width: var(--line, 1px); }

.ck-title { font-weight: 620; line-height: 1.25; letter-spacing: -.012em; text-wrap: balance; }
.ck-title[data-size="sm"] { font-size: 1em; }
.ck-title[data-size="md"] { font-size: 1.125em; }
.ck-title[data-size="lg"] { font-size: 1.3em; }
.ck-text[data-size="sm"] { font-size: .875em; }
.ck-caption { color: var(--ck-text-secondary); font-size: .8125em; }
.ck-caption[data-size="sm"] { font-size: .75em; }
.ck-caption[data-size="lg"] { font-size: .875em; }

.ck-place { min-height: 40px; }
.ck-icon-box { display: inline-flex; flex: none; align-items: center; min-height: 1.5em; }
.ck-image-text { color: var(--ck-text-secondary); font-style: italic; }

.ck-badge {
  --c: var(--ck-text-secondary);
  --c-bg: var(--ck-tint-strong);
  display: inline-flex;
  flex: none;
  align-items: center;
  max-width: 100%;
  padding: .18em .6em;
  border: 1px solid transparent;
  border-radius: max(4px, calc(var(--ck-radius-sm) * .7));
  background: var(--c-bg);
  color: var(--c);
  font-size: .8125em;
  font-weight: 600;
  line-height: 1.35;
}
.ck-badge[data-color="success"] { --c: var(--ck-success); --c-bg: var(--ck-success-bg); }
.ck-badge[data-color="danger"] { --c: var(--ck-danger); --c-bg: var(--ck-danger-bg); }
.ck-badge[data-color="warning"] { --c: var(--ck-warning); --c-bg: var(--ck-warning-bg); }
.ck-badge[data-color="info"] { --c: var(--ck-info); --c-bg: var(--ck-info-bg); }
.ck-badge[data-color="discovery"] { --c: var(--ck-discovery); --c-bg: var(--ck-discovery-bg); }
.ck-badge[data-variant="outline"] { background: none; border-color: currentColor; }

.ck-scroll { max-width: 100%; overflow-x: auto; scrollbar-width: thin; }
.ck-scroll:focus-visible { outline-offset: -2px; }

@media (prefers-reduced-motion: reduce) {
  .ck-widget, .ck-widget * { transition: none !important; animation: none !important; }
}
@media (forced-colors: active) {
  .ck-badge, .ck-button, .ck-choice { border: 1px solid; }
  .ck-choice:has(:checked) { border-color: Highlight; }
}
@media (max-width: 480px) {
  .ck-card { --pad: calc(var(--ck-space) * 4); }
}
`;

/** The styles of widgets and of formatted text. */
export const widgetsCss: string = layoutCss + controlsCss + markdownCss;
