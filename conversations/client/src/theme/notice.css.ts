/** Notices; errors look alike and are there at once. */
export const noticeCss = `
.alert.info { background: var(--ck-info-bg); }
.alert.info > svg, .alert.info > div > strong { color: var(--ck-info); }
.alert.warning { background: var(--ck-warning-bg); }
.alert.warning > svg, .alert.warning > div > strong { color: var(--ck-warning); }
`;
