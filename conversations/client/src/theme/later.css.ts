/** The messages after the first look: what was not sent, quotations, thumbs, the way to the newest. */
export const laterCss = `
.far { color: transparent; white-space: pre-wrap; overflow-wrap: anywhere; }
.unsent-note .text-button { color: var(--ck-text); }
.unsent .bubble { opacity: .72; }
.unsent-note { display: flex; flex-wrap: wrap; align-items: center; justify-content: flex-end; gap: calc(var(--ck-space) * 2); color: var(--ck-danger); font-size: .875em; }
.quote {
  margin: 0;
  max-width: min(85%, 560px);
  padding-inline-start: calc(var(--ck-space) * 3);
  border-inline-start: 3px solid var(--ck-border);
  color: var(--ck-text-secondary);
  font-size: .875em;
  overflow-wrap: anywhere;
}
.actions .thanks { padding-inline: calc(var(--ck-space) * 2); font-size: .8125em; color: var(--ck-text-secondary); }
.actions [aria-pressed="true"] { color: var(--ck-accent-text); }
.jump {
  position: absolute;
  bottom: calc(var(--ck-space) * 3);
  left: 50%;
  z-index: 1;
  translate: -50% 0;
  width: 40px; height: 40px;
  display: grid;
  place-items: center;
  padding: 0;
  border: 1px solid var(--ck-border);
  border-radius: 999px;
  background: var(--ck-elevated);
  box-shadow: 0 4px 16px rgb(0 0 0 / .14);
  color: var(--ck-text-secondary);
  animation: fade .2s;
}
.jump:hover { color: var(--ck-text); border-color: var(--ck-border-strong); }
`;
