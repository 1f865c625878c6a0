/** Marks of sources in a text, and the list of them below it. */
export const sourcesCss = `
.marks { white-space: nowrap; }
.mark, .ck-md a.mark {
  display: inline-flex;
  align-items: center;
  justify-content: center;
  min-width: 1.6em;
  margin-inline-start: .2em;
  padding: 0 .4em;
  border-radius: 999px;
  background: var(--ck-tint-strong);
  color: var(--ck-text-secondary);
  font-size: .6875em;
  font-weight: 600;
  line-height: 1.6em;
  text-decoration: none;
  vertical-align: .3em;
}
a.mark:hover, .mark.entity-button:hover { background: var(--ck-accent); color: var(--ck-on-accent); }
.marks .entity-button.mark { padding: 0 .6em; vertical-align: .15em; }

.sources { margin-top: calc(var(--ck-space) * 3); font-size: .875em; }
.sources summary {
  display: inline-flex;
  align-items: center;
  gap: calc(var(--ck-space) * 1.5);
  min-height: 30px;
  padding: 0 calc(var(--ck-space) * 3);
  border: 1px solid var(--ck-border);
  border-radius: var(--ck-radius-control);
  color: var(--ck-text-secondary);
  font-weight: 550;
  cursor: pointer;
  list-style: none;
}
.sources summary::after { content: ""; width: .4em; height: .4em; margin-block-start: -.2em; border: solid currentColor; border-width: 0 1.5px 1.5px 0; rotate: 45deg; }
.sources[open] summary::after { rotate: 225deg; margin-block-start: .2em; }
.sources summary:hover { background: var(--ck-surface-tertiary); color: var(--ck-text); }
.sources ol { display: grid; gap: calc(var(--ck-space) * 1.5); margin-top: calc(var(--ck-space) * 2); padding-inline-start: 1.8em; list-style: decimal; }
.sources li::marker { color: var(--ck-text-tertiary); font-size: .875em; }
.source-description { margin: 0; color: var(--ck-text-secondary); }
@media (forced-colors: active) { .mark { border: 1px solid; } }
`;
