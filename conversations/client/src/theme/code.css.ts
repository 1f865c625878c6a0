/** Blocks of code. */
export const codeCss = `
.ck-code { overflow: hidden; border: 1px solid var(--ck-border-subtle); border-radius: var(--ck-radius-sm); background: var(--ck-tint); color: var(--ck-text); }
.ck-code-bar { display: flex; align-items: center; justify-content: space-between; padding: 2px 4px 2px 14px; color: var(--ck-text-secondary); font-size: .75em; }
.ck-copy { display: inline-flex; align-items: center; gap: 6px; min-height: 32px; padding: 0 10px; border: 0; border-radius: calc(var(--ck-radius-sm) * .8); background: none; color: inherit; font-size: 1em; }
.ck-copy:hover { background: var(--ck-tint-strong); color: var(--ck-text); }
.ck-code pre { width: max-content; min-width: 100%; margin: 0; padding: 4px 14px 14px; font: .875em/1.55 var(--ck-font-mono); tab-size: 4; white-space: pre; text-align: start; }
.ck-code code { font: inherit; }
.ck-code :is(.ck-code-keyword, .ck-code-literal, .ck-code-tag, .ck-code-name) { color: var(--ck-discovery); }
.ck-code :is(.ck-code-string, .ck-code-regexp, .ck-code-char) { color: var(--ck-success); }
.ck-code :is(.ck-code-number, .ck-code-symbol, .ck-code-built_in, .ck-code-type, .ck-code-attr) { color: var(--ck-warning); }
.ck-code :is(.ck-code-title, .ck-code-section, .ck-code-selector-class, .ck-code-attribute) { color: var(--ck-info); }
.ck-code :is(.ck-code-comment, .ck-code-quote, .ck-code-meta) { color: var(--ck-text-secondary); font-style: italic; }
`;
