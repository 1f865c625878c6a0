/** Tables of widgets and of texts. */
export const tableCss = `
.ck-table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
.ck-table :is(td, th) { padding: calc(var(--ck-space) * 2) calc(var(--ck-space) * 3); border-bottom: 1px solid var(--ck-border-subtle); text-align: start; vertical-align: top; }
.ck-table :is(td, th)[data-align] > * { text-align: inherit; justify-content: inherit; }
.ck-table [data-align="center"] > .ck-box { align-items: center; }
.ck-table [data-align="end"] > .ck-box { align-items: flex-end; }
.ck-md .ck-table { width: auto; min-width: 100%; }
.ck-md .ck-table :is(td, th) { min-width: 4em; }
.ck-table th { color: var(--ck-text-secondary); font-size: .875em; font-weight: 600; }
.ck-table th > .ck-text { font-size: inherit; }
.ck-table tr:last-child > td { border-bottom: 0; }
`;
