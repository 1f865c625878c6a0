/** Where something was read. */
export const sourceLinkCss = `
.source { display: inline-flex; align-items: flex-start; gap: calc(var(--ck-space) * 1.5); min-height: 24px; color: var(--ck-text); }
.source > span { align-self: baseline; }
.source > svg { margin-top: .2em; color: var(--ck-text-tertiary); }
.ck-md a.source, a.source { color: var(--ck-text); text-decoration: none; }
:is(a, button).source:hover .source-title { text-decoration: underline; text-underline-offset: .15em; }
.source-more { color: var(--ck-text-secondary); }
`;
