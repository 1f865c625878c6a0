/** Buttons, choices and other form controls of widgets. */
export const controlsCss = `
.ck-button {
  --c: var(--ck-text);
  --solid: var(--ck-tint-strong);
  --on: var(--ck-text);
  display: inline-flex;
  flex: none;
  align-items: center;
  justify-content: center;
  gap: .5em;
  max-width: 100%;
  min-height: 40px;
  padding: .3em 1.1em;
  border: 1px solid transparent;
  border-radius: min(var(--ck-radius-control, var(--ck-radius)), 999px);
  background: var(--solid);
  color: var(--on);
  font-size: .9375em;
  font-weight: 600;
  line-height: 1.25;
  transition: background-color .15s, border-color .15s, opacity .2s .1s;
}
.ck-button[data-color="primary"] { --c: var(--ck-accent-text, var(--ck-accent)); --solid: var(--ck-accent); --on: var(--ck-on-accent); --hover: var(--ck-accent-hover); }
.ck-button[data-variant="outline"] { background: none; border-color: var(--ck-border-strong); color: var(--c); }
.ck-button[data-variant="ghost"] { background: none; color: var(--c); padding-inline: .8em; }
.ck-button:hover:not(:disabled, [aria-disabled]) { background: var(--hover, color-mix(in oklab, var(--solid) 88%, var(--ck-text))); }
.ck-button:is([data-variant="soft"], [data-variant="outline"], [data-variant="ghost"]):hover:not(:disabled, [aria-disabled]) { background: color-mix(in oklab, var(--c) 14%, transparent); }
.ck-button:disabled { opacity: .5; }
.ck-button[aria-disabled] { opacity: .7; cursor: progress; }
.ck-button-label { min-width: 0; overflow-wrap: anywhere; }
@media (pointer: coarse) {
  .ck-button { min-height: 44px; }
}

.ck-spinner {
  flex: none;
  width: 1em; height: 1em;
  border: 2px solid color-mix(in oklab, currentColor 30%, transparent);
  border-top-color: currentColor;
  border-radius: 50%;
  animation: ck-spin .8s linear infinite;
}
@keyframes ck-spin { to { rotate: 1turn; } }

.ck-field { display: flex; flex-direction: column; gap: calc(var(--ck-space) * 1.5); min-width: 0; }
.ck-widget .ck-message {
  display: flex;
  align-items: center;
  gap: calc(var(--ck-space) * 1.5);
  color: var(--ck-danger);
  font-size: .875em;
  font-weight: 550;
}

.ck-radios { display: flex; gap: calc(var(--ck-space) * 2); }
.ck-radios[data-direction="col"] { flex-direction: column; }
.ck-radios[data-direction="row"] { flex-wrap: wrap; }
.ck-choice {
  display: flex;
  align-items: center;
  gap: calc(var(--ck-space) * 3);
  min-height: 48px;
  padding: calc(var(--ck-space) * 2.25) calc(var(--ck-space) * 3.5);
  border: 1px solid var(--ck-border);
  border-radius: var(--ck-radius);
  background: var(--ck-elevated);
  line-height: 1.4;
  cursor: pointer;
  transition: background-color .15s, border-color .15s;
}
.ck-choice > span { min-width: 0; flex: 1; }
.ck-choice > input { flex: none; width: 20px; height: 20px; margin: 0; accent-color: var(--ck-accent-mark, var(--ck-accent)); cursor: inherit; }
.ck-choice:hover { border-color: var(--ck-border-strong); background: var(--ck-tint); }
.ck-choice:has(:checked) {
  border-color: var(--ck-accent-mark, var(--ck-accent));
  background: color-mix(in oklab, var(--ck-accent) 9%, var(--ck-elevated));
  box-shadow: inset 0 0 0 1px var(--ck-accent-mark, var(--ck-accent));
}
.ck-choice:has(:checked) > span { font-weight: 550; }
.ck-choice:has(:focus-visible) { outline: 2px solid var(--ck-focus); outline-offset: 2px; }
.ck-choice > input:focus-visible { outline: none; }
.ck-choice:has(:disabled) { cursor: default; background: none; }
.ck-choice:has(:disabled:not(:checked)) { color: var(--ck-text-secondary); }
.ck-choice:has(:disabled):hover { border-color: var(--ck-border); }
.ck-choice:has(:disabled:checked), .ck-choice:has(:disabled:checked):hover { border-color: var(--ck-border-strong); box-shadow: inset 0 0 0 1px var(--ck-border-strong); }
.ck-choice[data-bare] { padding: 0; min-height: 24px; border: 0; background: none; }
.ck-field:has([aria-invalid]) .ck-choice:not(:has(:checked)) { border-color: var(--ck-danger); }

`;
