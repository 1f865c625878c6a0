/** Formatted text beyond paragraphs: headings, lists, quotations and notes. */
export const blocksCss = `
.ck-md :is(h3, h4, h5, h6) { margin-block: calc(var(--ck-space) * 5) calc(var(--ck-space) * 2); font-size: 1em; font-weight: 620; line-height: 1.3; letter-spacing: -.01em; }
.ck-md [data-depth="1"] { font-size: 1.2em; }
.ck-md [data-depth="2"] { font-size: 1.1em; }
.ck-md > :is(h3, h4, h5, h6):first-child { margin-top: 0; }
.ck-md :is(ul, ol) { padding-inline-start: 1.6em; list-style: disc; }
.ck-md ol { list-style: decimal; }
.ck-md li { margin-block: calc(var(--ck-space) * 1); }
.ck-md li > :is(p, ul, ol) { margin-block: calc(var(--ck-space) * 1); }
.ck-md li[data-task] { list-style: none; margin-inline-start: -1.4em; }
.ck-md li[data-task] input { width: 1em; height: 1em; margin-inline-end: .5em; vertical-align: -.1em; accent-color: var(--ck-accent-mark, var(--ck-accent)); }
.ck-md blockquote { padding-inline-start: calc(var(--ck-space) * 3); border-inline-start: 3px solid var(--ck-border); color: var(--ck-text-secondary); margin-inline: 0; }
.ck-md blockquote > * { margin-block: 0 calc(var(--ck-space) * 2); }
.ck-md blockquote > :last-child { margin-bottom: 0; }
.ck-md hr { border: 0; border-top: 1px solid var(--ck-border); margin-block: calc(var(--ck-space) * 4); }
.ck-md-footnote { color: var(--ck-text-secondary); font-size: .875em; }
.ck-md sup { font-size: .75em; line-height: 0; }
`;
