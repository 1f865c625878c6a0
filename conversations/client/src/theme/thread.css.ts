/** The messages: rows, bubbles, their actions, notices, errors. */
export const threadCss = `
.viewport { position: relative; flex: 1; min-height: 0; display: flex; flex-direction: column; }
.thread {
  flex: 1;
  min-height: 0;
  overflow-y: auto;
  overscroll-behavior: contain;
  scrollbar-width: thin;
  scrollbar-color: var(--ck-border) transparent;
}
/* Only shows where the keyboard goes on: no colour, which would read as a verdict. */
.row:focus-visible, .ck-widget:focus-visible { outline: 1px solid var(--ck-border-strong); outline-offset: -2px; }
.thread:focus-visible { outline-offset: -3px; }
/* Blocks, not a flex box: with a thousand rows that is laid out in half the time. */
.items {
  display: flow-root;
  padding-block: calc(var(--ck-space) * 4) calc(var(--ck-space) * 8);
}
.items > :not(.chunk) { margin-block: calc(var(--ck-space) * 4); }
/* Chunks out of view are not laid out: they have the height they had, or a likely one. */
.chunk {
  content-visibility: auto;
  display: flex;
  flex-direction: column;
  gap: calc(var(--ck-space) * 6 - 12px);
  margin-inline: -8px;
  padding: calc(var(--ck-space) * 3 - 6px) 8px;
}
/* The margin is for focus outlines, which content-visibility would cut off. */
.row { position: relative; min-width: 0; margin-inline: -6px; padding: 6px; border-radius: var(--ck-radius-lg); scroll-margin-top: calc(var(--ck-space) * 4); }
.row > .widget { animation: rise .25s cubic-bezier(.2, .8, .2, 1); }

.user { display: flex; flex-direction: column; align-items: flex-end; gap: calc(var(--ck-space) * 1.5); }
.bubble {
  max-width: min(85%, 560px);
  padding: calc(var(--ck-space) * 2.5) calc(var(--ck-space) * 4);
  border-radius: var(--ck-radius-lg);
  border-end-end-radius: calc(var(--ck-radius-sm) / 1.6);
  background: var(--ck-bubble);
  color: var(--ck-bubble-text);
  white-space: pre-wrap;
  overflow-wrap: anywhere;
}
.assistant { overflow-wrap: anywhere; }
.actions { display: flex; min-height: 30px; align-items: center; gap: 2px; margin-top: calc(var(--ck-space) * 1.5); margin-inline-start: -7px; color: var(--ck-text-tertiary); }
.aside { display: flex; gap: calc(var(--ck-space) * 2.5); color: var(--ck-text-secondary); font-size: .9375em; }
.aside svg { margin-top: .25em; }

.thinking { display: flex; align-items: center; gap: calc(var(--ck-space) * 3); min-height: 28px; color: var(--ck-text-secondary); }
.dots { display: inline-flex; gap: 5px; }
.dots i { width: 7px; height: 7px; border-radius: 50%; background: currentColor; animation: pulse 1.3s infinite ease-in-out; }
.dots i:nth-child(2) { animation-delay: .16s; }
.dots i:nth-child(3) { animation-delay: .32s; }

.alert {
  display: flex;
  align-items: flex-start;
  gap: calc(var(--ck-space) * 3);
  padding: calc(var(--ck-space) * 3) calc(var(--ck-space) * 4);
  border-radius: var(--ck-radius);
  color: var(--ck-text);
  font-size: .9375em;
  line-height: 1.5;
  animation: rise .2s;
}
.alert > svg { margin-top: .2em; }
.alert > div { flex: 1; min-width: 0; overflow-wrap: anywhere; }
.alert > div > strong { display: block; font-weight: 620; }
.alert .text-button { margin-top: calc(var(--ck-space) * 2.5); }
.alert .icon-button { margin: -3px -6px -3px 0; }
.alert.danger { background: var(--ck-danger-bg); }
.alert.danger > svg, .alert.danger > div > strong { color: var(--ck-danger); }
.row > .alert { margin-top: calc(var(--ck-space) * 2.5); }

.earlier { display: flex; justify-content: center; }
.skeleton { display: grid; gap: calc(var(--ck-space) * 3); padding-block: calc(var(--ck-space) * 6); }
.skeleton i { height: 1em; border-radius: 6px; background: var(--ck-surface-tertiary); animation: pulse 1.4s infinite; }
.skeleton i:nth-child(1) { width: 42%; margin-inline-start: auto; height: 2.4em; border-radius: var(--ck-radius); margin-bottom: calc(var(--ck-space) * 4); }
.skeleton i:nth-child(3) { width: 88%; }
.skeleton i:nth-child(4) { width: 64%; }

@media (forced-colors: active) { .bubble, .alert { border: 1px solid; } }
@keyframes rise { from { transform: translateY(6px); } }
@keyframes pulse { 0%, 80%, 100% { opacity: .3; } 40% { opacity: 1; } }
`;
