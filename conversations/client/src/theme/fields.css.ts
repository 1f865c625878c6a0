/** Fields to write in, and what opens a list or a calendar, which looks the same. */
export const fieldsCss = `
.ck-label { font-size: .875em; font-weight: 550; }
.ck-label[data-size="xs"] { font-size: .75em; }
.ck-label[data-size="md"] { font-size: 1em; }
.ck-label[data-size="lg"] { font-size: 1.125em; }
.ck-input {
  width: 100%;
  min-width: 0;
  min-height: 40px;
  padding: calc(var(--ck-space) * 1.5) var(--gutter, calc(var(--ck-space) * 3));
  border: 1px solid var(--ck-border-strong);
  border-radius: var(--ck-radius-sm);
  background: var(--ck-elevated);
  color: inherit;
  font: inherit;
  line-height: 1.4;
}
.ck-input[data-variant="soft"] { border-color: transparent; background: var(--ck-tint-strong); }
.ck-input[data-variant="solid"] { border-color: transparent; background: color-mix(in oklab, var(--ck-text) 14%, transparent); }
.ck-input[data-variant="ghost"] { border-color: transparent; background: none; }
.ck-input[data-pill] { border-radius: 999px; --gutter: calc(var(--ck-space) * 4); }
.ck-input[data-size="3xs"] { min-height: 24px; font-size: .75em; padding-block: 0; }
.ck-input[data-size="2xs"] { min-height: 26px; font-size: .75em; padding-block: 0; }
.ck-input[data-size="xs"] { min-height: 28px; font-size: .8125em; padding-block: 0; }
.ck-input[data-size="sm"] { min-height: 32px; font-size: .875em; padding-block: calc(var(--ck-space) * .5); }
.ck-input[data-size="md"] { min-height: 36px; font-size: .9375em; padding-block: var(--ck-space); }
.ck-input[data-size="xl"] { min-height: 44px; }
.ck-input[data-size="2xl"] { min-height: 48px; font-size: 1.0625em; }
.ck-input[data-size="3xl"] { min-height: 52px; font-size: 1.125em; }
.ck-input[data-gutter="2xs"] { --gutter: calc(var(--ck-space) * 1); }
.ck-input[data-gutter="xs"] { --gutter: calc(var(--ck-space) * 1.5); }
.ck-input[data-gutter="sm"] { --gutter: calc(var(--ck-space) * 2); }
.ck-input[data-gutter="md"] { --gutter: calc(var(--ck-space) * 3); }
.ck-input[data-gutter="lg"] { --gutter: calc(var(--ck-space) * 4); }
.ck-input[data-gutter="xl"] { --gutter: calc(var(--ck-space) * 6); }
.ck-input:focus-visible { outline: 2px solid var(--ck-focus); outline-offset: 1px; }
.ck-input::placeholder { color: var(--ck-text-tertiary); opacity: 1; }
.ck-input:disabled { color: var(--ck-text-secondary); background: var(--ck-tint); border-color: var(--ck-border); }
.ck-input[aria-invalid] { border-color: var(--ck-danger); }
.ck-input:is([type="email"], [type="tel"], [type="url"]):placeholder-shown:dir(rtl) { text-align: end; }
textarea.ck-input { padding-block: calc(var(--ck-space) * 2); resize: vertical; scrollbar-width: thin; }
textarea.ck-input[data-resize] { resize: none; }
.ck-card-body > .ck-label:has(+ .ck-field, + .ck-picker-field) { margin-bottom: calc(var(--ck-space) * -2.5); }
.ck-editable { min-height: 32px; border-style: dashed; border-color: var(--ck-border); background: none; font-weight: inherit; --gutter: calc(var(--ck-space) * 2); margin-inline: calc(var(--ck-space) * -2); width: calc(100% + 4 * var(--ck-space)); max-width: none; }
.ck-editable:hover { border-color: var(--ck-border-strong); }
.ck-editable:focus { border-style: solid; background: var(--ck-elevated); }
.ck-editable[data-size="xs"] { font-size: .75em; }
.ck-editable[data-size="sm"] { font-size: .875em; }
.ck-editable[data-size="md"] { font-size: 1em; }
.ck-editable[data-size="xl"] { font-size: 1.25em; }
.ck-editable[data-size="lg"] { font-size: 1.125em; }
@media (pointer: coarse) {
  .ck-input:not([data-size="3xs"], [data-size="2xs"], [data-size="xs"], .ck-editable) { min-height: 44px; }
}
`;
