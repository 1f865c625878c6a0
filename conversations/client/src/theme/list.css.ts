/** Lists of widgets. */
export const listCss = `
.ck-list > .ck-status { padding-bottom: calc(var(--ck-space) * 3); border-bottom: 1px solid var(--ck-border-subtle); }
.ck-list-item { position: relative; padding: calc(var(--ck-space) * 3.5) var(--pad); list-style: none; }
.ck-list-item + .ck-list-item { border-top: 1px solid var(--ck-border-subtle); }
.ck-list-item > .ck-row { min-height: 28px; gap: calc(var(--ck-space) * 3); }
.ck-list-item > .ck-row > .ck-col { flex: 1 1 9em; gap: calc(var(--ck-space) * .5); }
.ck-list-item > .ck-row:has(> .ck-col) > .ck-spacer { display: none; }
.ck-list-item > .ck-row > .ck-badge { max-width: 40%; }
.ck-list-item > .ck-row:has(> .ck-badge) { flex-wrap: nowrap; }
.ck-list-item > .ck-row :where(a, button, input, select, textarea, label) { position: relative; z-index: 1; }
.ck-list-item[data-action]:hover { background: var(--ck-tint); }
.ck-row-button { position: absolute; inset: 0; display: flex; align-items: center; justify-content: flex-end; padding-inline: var(--pad); border: 0; background: none; cursor: pointer; color: var(--ck-text); }
.ck-row-button:focus-visible { outline-offset: -4px; border-radius: calc(var(--ck-radius-lg) - 4px); }
.ck-row-button[aria-disabled] { cursor: progress; }
.ck-row-button:has(.ck-spinner) { background: color-mix(in oklab, var(--ck-elevated) 60%, transparent); }
.ck-card > .ck-more { width: 100%; border-radius: 0; border: 0; border-top: 1px solid var(--ck-border-subtle); min-height: 48px; }
`;
