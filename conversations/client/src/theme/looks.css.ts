/** Sizes, colours and shapes that a plain quiz does without. */
export const looksCss = `
.ck-status > img { border-radius: 3px; }
.ck-status > img[data-frame] { box-sizing: content-box; padding: 2px; border: 1px solid var(--ck-border); background: #fff; }
[data-scrollable] { overflow: auto; scrollbar-width: thin; }
[data-scrollable] > * { flex-shrink: 0; }
.ck-card-body > .ck-divider[data-flush] { width: auto; margin-inline: calc(var(--pad) * -1); max-width: none; }
.ck-title[data-size="xl"] { font-size: 1.5em; }
.ck-title[data-size="2xl"] { font-size: 1.8em; }
.ck-title[data-size="3xl"] { font-size: 2.2em; font-variant-numeric: tabular-nums; letter-spacing: -.025em; }
.ck-title[data-size="4xl"] { font-size: 2.75em; letter-spacing: -.03em; }
.ck-title[data-size="5xl"] { font-size: 3.25em; letter-spacing: -.03em; }
.ck-text[data-size="xs"] { font-size: .75em; }
.ck-text[data-size="lg"] { font-size: 1.125em; }
.ck-text[data-size="xl"] { font-size: 1.25em; }
.ck-text[data-streaming]::after { content: ""; display: inline-block; width: .5em; height: 1em; margin-inline-start: .2em; border-radius: 2px; background: currentColor; vertical-align: -.12em; animation: ck-caret 1s steps(2, jump-none) infinite; }
@keyframes ck-caret { to { opacity: 0; } }
[data-clamp] { display: -webkit-box; -webkit-box-orient: vertical; overflow: hidden; }
.ck-badge[data-size="md"] { font-size: .875em; padding: .25em .7em; }
.ck-badge[data-size="lg"] { font-size: 1em; padding: .3em .8em; }
.ck-badge[data-pill] { border-radius: 999px; }
.ck-badge[data-variant="solid"] { background: var(--c); color: var(--ck-elevated); }
.ck-button:is([data-color="danger"], [data-color="success"], [data-color="warning"], [data-color="caution"], [data-color="info"], [data-color="discovery"]) { --solid: var(--c); --on: var(--ck-elevated); }
.ck-button[data-color="danger"] { --c: var(--ck-danger); }
.ck-button[data-color="success"] { --c: var(--ck-success); }
.ck-button:is([data-color="warning"], [data-color="caution"]) { --c: var(--ck-warning); }
.ck-button[data-color="info"] { --c: var(--ck-info); }
.ck-button[data-color="discovery"] { --c: var(--ck-discovery); }
.ck-button[data-variant="soft"] { background: color-mix(in oklab, var(--c) 10%, transparent); color: var(--c); }
.ck-button[data-size="3xs"] { min-height: 24px; font-size: .75em; padding-inline: .6em; }
.ck-button[data-size="2xs"] { min-height: 26px; font-size: .75em; padding-inline: .7em; }
.ck-button[data-size="xs"] { min-height: 28px; font-size: .8125em; padding-inline: .8em; }
.ck-button[data-size="sm"] { min-height: 32px; font-size: .875em; padding-inline: .9em; }
.ck-button[data-size="md"] { min-height: 36px; }
.ck-button[data-size="xl"] { min-height: 44px; font-size: 1em; }
.ck-button[data-size="2xl"] { min-height: 48px; font-size: 1em; }
.ck-button[data-size="3xl"] { min-height: 52px; font-size: 1.0625em; }
.ck-button[data-pill] { border-radius: 999px; }
.ck-button[data-block] { width: 100%; }
.ck-button[data-uniform] { aspect-ratio: 1; padding: 0; }
@media (pointer: coarse) {
  .ck-button:not([data-size="3xs"], [data-size="2xs"], [data-size="xs"]) { min-height: 44px; }
}
`;
