/** Formatted text: paragraphs and what stands in them. */
export const markdownCss = `
.ck-md { min-width: 0; line-height: 1.6; overflow-wrap: anywhere; }
.ck-md > * { margin-block: 0 calc(var(--ck-space) * 3); }
.ck-md > :last-child { margin-bottom: 0; }
.ck-md a { color: var(--ck-accent-text, var(--ck-accent)); text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: .15em; }
.ck-md a:hover { text-decoration-thickness: 2px; }
.ck-md :not(pre) > code { padding: .1em .35em; border-radius: 5px; background: var(--ck-tint-strong); font-family: var(--ck-font-mono); font-size: .9em; }
.ck-md-image { display: block; max-width: 100%; width: auto; height: auto; max-height: min(20em, 45vh); margin-block: calc(var(--ck-space) * 2); border-radius: var(--ck-radius-sm); }
`;
