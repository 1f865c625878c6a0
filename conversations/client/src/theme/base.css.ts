/** The frame: host reset, header, start screen, buttons. */
export const baseCss = `
:host {
  all: initial;
  display: block;
  height: 100%;
  min-height: 0;
  overflow: hidden;
  contain: layout style;
  background: var(--ck-surface);
}
:host([hidden]) { display: none; }
*, *::before, *::after { box-sizing: border-box; }
h2, h3, p, ul, ol, figure { margin: 0; padding: 0; }
ul, ol { list-style: none; }
button, input, textarea, select { font: inherit; color: inherit; letter-spacing: inherit; }
button { cursor: pointer; }
button:disabled { cursor: default; }
:focus-visible { outline: 2px solid var(--ck-focus); outline-offset: 2px; }
a { color: var(--ck-accent-text); }
svg { flex: none; }

/* The page's own rules win over :host, so what inherits is reset once more below it. */
.app {
  all: initial;
  color-scheme: inherit;
  font: 400 var(--ck-font-size)/1.6 var(--ck-font);
  color: var(--ck-text);
  background: var(--ck-surface);
  text-align: start;
  -webkit-text-size-adjust: 100%;
  container: chat / inline-size;
  position: relative;
  display: flex;
  flex-direction: column;
  height: 100%;
  min-width: 0;
}
.visually-hidden {
  position: absolute;
  width: 1px; height: 1px;
  margin: -1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
.column {
  width: 100%;
  max-width: calc(var(--ck-space) * 188);
  margin-inline: auto;
  padding-inline: calc(var(--ck-space) * 4);
}

.header {
  display: flex;
  align-items: center;
  gap: var(--ck-space);
  padding: calc(var(--ck-space) * 2) calc(var(--ck-space) * 3);
  min-height: calc(var(--ck-space) * 14);
}
.header h2, .header .no-title {
  flex: 1;
  min-width: 0;
  padding-inline: calc(var(--ck-space) * 2);
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
  font-size: 1em;
  font-weight: 600;
  letter-spacing: -0.01em;
}

.icon-button {
  display: inline-grid;
  place-items: center;
  width: 40px; height: 40px;
  padding: 0;
  border: 0;
  border-radius: var(--ck-radius-sm);
  background: none;
  color: var(--ck-text-secondary);
  transition: background-color .15s, color .15s;
}
.icon-button:hover:not(:disabled) { background: var(--ck-surface-tertiary); color: var(--ck-text); }
.icon-button.small { width: 30px; height: 30px; border-radius: calc(var(--ck-radius-sm) * .8); }
.text-button {
  min-height: 32px;
  padding: 0 calc(var(--ck-space) * 3.5);
  border: 1px solid var(--ck-border);
  border-radius: var(--ck-radius-control);
  background: var(--ck-elevated);
  font-size: .875em;
  font-weight: 550;
  transition: background-color .15s, border-color .15s;
}
.text-button:hover { background: var(--ck-surface-tertiary); border-color: var(--ck-border-strong); }
.text-button.danger { color: var(--ck-danger); }

/* As high as its messages: the page scrolls, header and composer stick to its edges. */
:host([height="content"]) { height: auto; overflow: visible; contain: style; }
:host([height="content"]) .app { height: auto; min-height: inherit; }
:host([height="content"]) .body .header { position: sticky; top: 0; z-index: 1; background: var(--ck-surface); }
:host([height="content"]) .footer { position: sticky; bottom: 0; z-index: 1; background: var(--ck-surface); }
:host([height="content"]) .thread { overflow: visible; }
:host([height="content"]) .jump { position: sticky; bottom: calc(var(--ck-space) * 40); left: auto; translate: none; align-self: center; margin-top: -40px; }

.broken, .offline p {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: calc(var(--ck-space) * 3);
  padding: calc(var(--ck-space) * 2) calc(var(--ck-space) * 4);
  color: var(--ck-text-secondary);
  font-size: .875em;
}
.offline p { margin-bottom: calc(var(--ck-space) * 2); border-radius: var(--ck-radius); background: var(--ck-warning-bg); color: var(--ck-text); }

.body { position: relative; flex: 1; min-height: 0; display: flex; flex-direction: column; }

.start {
  flex: 1;
  min-height: 0;
  overflow-y: auto;
  display: flex;
  flex-direction: column;
}
.start .column { margin-block: auto; padding-block: calc(var(--ck-space) * 8); }
.start h3 {
  font-size: clamp(1.5em, 1.1em + 2cqi, 2em);
  line-height: 1.2;
  font-weight: 620;
  letter-spacing: -0.025em;
  text-wrap: balance;
}
.prompts { display: grid; gap: calc(var(--ck-space) * 2.5); margin-top: calc(var(--ck-space) * 8); }
@container chat (min-width: 620px) { .prompts { grid-template-columns: 1fr 1fr; } }
.prompts button {
  display: flex;
  align-items: center;
  gap: calc(var(--ck-space) * 3);
  width: 100%;
  min-height: calc(var(--ck-space) * 14);
  padding: calc(var(--ck-space) * 3) calc(var(--ck-space) * 4);
  border: 1px solid var(--ck-border);
  border-radius: var(--ck-radius);
  background: var(--ck-elevated);
  line-height: 1.35;
  text-align: start;
  transition: border-color .15s, background-color .15s, transform .15s;
}
.prompts button:hover { border-color: var(--ck-border-strong); background: var(--ck-surface-secondary); }
.prompts button:active { transform: scale(.985); }
.prompts svg { color: var(--ck-accent-text); }

.scrim { position: absolute; inset: 0; z-index: 2; border: 0; background: rgb(0 0 0 / .28); animation: fade .18s; }

/* A phone on its side, or a zoom of 400 %: the messages get what there is. */
@media (max-height: 400px) {
  .header { min-height: 0; padding-block: 0; }
  .footer { padding-bottom: calc(var(--ck-space) * 1.5); }
}
@keyframes fade { from { opacity: 0; } }
@media (prefers-reduced-motion: reduce) {
  *, *::before, *::after { animation: none !important; transition: none !important; }
}
@media (forced-colors: active) { .icon-button, .text-button { border: 1px solid; } }
`;
