/** Where the reader writes. */
export const composerCss = `
.footer { padding-bottom: calc(var(--ck-space) * 4); }
.composer {
  position: relative;
  display: flex;
  flex-direction: column;
  border: 1px solid var(--ck-border);
  border-radius: var(--ck-radius-lg);
  background: var(--ck-elevated);
  box-shadow: 0 1px 2px rgb(0 0 0 / .04), 0 6px 24px rgb(0 0 0 / .05);
  transition: border-color .15s, box-shadow .15s;
}
.composer:has(textarea:focus) {
  border-color: var(--ck-focus);
  box-shadow: 0 0 0 3px color-mix(in oklab, var(--ck-focus) 18%, transparent), 0 6px 24px rgb(0 0 0 / .05);
}
@media (forced-colors: active) { .composer:has(textarea:focus) { outline: 2px solid; } }
.composer .line { display: flex; align-items: flex-end; gap: calc(var(--ck-space) * 2); padding: calc(var(--ck-space) * 1.75); }
.composer .written { flex: 1; min-width: 0; display: flex; }
.composer textarea {
  position: relative;
  flex: 1;
  min-width: 0;
  min-height: 40px;
  max-height: 220px;
  padding: 7px calc(var(--ck-space) * 2) 7px calc(var(--ck-space) * 2.5);
  border: 0;
  outline: 0;
  background: none;
  resize: none;
  font-size: max(1em, 16px);
  line-height: 1.6;
}
.composer textarea::placeholder { color: var(--ck-text-tertiary); opacity: 1; }
.composer textarea:disabled { color: var(--ck-text-secondary); cursor: not-allowed; }
.send {
  display: grid;
  place-items: center;
  width: 40px; height: 40px;
  flex: none;
  padding: 0;
  border: 0;
  border-radius: var(--ck-radius-control);
  background: var(--ck-accent);
  color: var(--ck-on-accent);
  transition: background-color .15s, color .15s, transform .1s;
}
@media (forced-colors: active) { .send { border: 1px solid; } }
.send:hover:not(:disabled) { background: var(--ck-accent-hover); }
.send:active:not(:disabled) { transform: scale(.94); }
.send:disabled { background: var(--ck-surface-tertiary); color: var(--ck-text-tertiary); }
.closed {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  justify-content: space-between;
  gap: calc(var(--ck-space) * 2) calc(var(--ck-space) * 4);
  padding: calc(var(--ck-space) * 3.5) calc(var(--ck-space) * 4);
  border-radius: var(--ck-radius);
  background: var(--ck-surface-secondary);
  color: var(--ck-text-secondary);
  font-size: .9375em;
}
.disclaimer { margin-top: calc(var(--ck-space) * 2); text-align: center; color: var(--ck-text-tertiary); font-size: .78em; line-height: 1.45; text-wrap: balance; }
.disclaimer.high-contrast { color: var(--ck-text); }
`;
