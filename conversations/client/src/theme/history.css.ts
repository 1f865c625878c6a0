/** The list of threads, over the chat. */
export const historyCss = `
.history {
  position: absolute;
  inset-block: 0;
  inset-inline-start: 0;
  z-index: 3;
  display: flex;
  flex-direction: column;
  width: min(340px, 100%);
  height: auto;
  max-height: none;
  margin: 0;
  padding: 0;
  border: 0;
  color: inherit;
  background: var(--ck-elevated);
  border-inline-end: 1px solid var(--ck-border-subtle);
  box-shadow: 0 12px 40px rgb(0 0 0 / .16);
  animation: slide-in .22s cubic-bezier(.2, .8, .2, 1);
}
/* Where the page scrolls, the panel stays in what is seen of the chat. */
:host([height="content"]) .history-layer { position: absolute; inset: 0; z-index: 2; }
:host([height="content"]) .history { position: sticky; inset-block: 0 auto; height: min(100dvh, 100%); }
.history .header h2 { font-size: 1.0625em; }
.history .list { flex: 1; min-height: 0; overflow-y: auto; padding: 0 calc(var(--ck-space) * 3) calc(var(--ck-space) * 4); }
.history h3 {
  padding: calc(var(--ck-space) * 4) calc(var(--ck-space) * 3) calc(var(--ck-space) * 1.5);
  color: var(--ck-text-tertiary);
  font-size: .75em;
  font-weight: 600;
}
.history .hint { padding: calc(var(--ck-space) * 3); color: var(--ck-text-secondary); }
.history li { display: flex; align-items: center; gap: 2px; border-radius: var(--ck-radius-sm); }
.history li:hover, .history li:focus-within, .history li:has([aria-current]) { background: var(--ck-surface-tertiary); }
.history .open {
  flex: 1;
  min-width: 0;
  padding: calc(var(--ck-space) * 2.25) calc(var(--ck-space) * 3);
  border: 0;
  border-radius: var(--ck-radius-sm);
  background: none;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
  text-align: start;
  font-size: .9375em;
}
.history .open[aria-current] { font-weight: 600; }
.history .tools { display: flex; padding-inline-end: calc(var(--ck-space) * 1.5); opacity: 0; }
.history li:hover .tools, .history li:focus-within .tools { opacity: 1; }
@media (hover: none) { .history .tools { opacity: 1; } }
.history form { display: flex; flex: 1; flex-wrap: wrap; align-items: center; gap: calc(var(--ck-space) * 2); padding: calc(var(--ck-space) * 2); }
.history form p { flex: 1 0 100%; font-size: .875em; }
.history input {
  flex: 1 0 100%;
  min-width: 0;
  min-height: 36px;
  padding: 0 calc(var(--ck-space) * 2.5);
  border: 1px solid var(--ck-border-strong);
  border-radius: var(--ck-radius-sm);
  background: var(--ck-surface);
}

@keyframes slide-in { from { transform: translateX(-24px); } }
`;
