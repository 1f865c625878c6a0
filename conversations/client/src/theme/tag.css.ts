/** Tags in messages. */
export const tagCss = `
.tag { padding: 0 .35em; border-radius: .4em; background: color-mix(in oklab, currentColor 12%, transparent); font-weight: 550; }
`;
