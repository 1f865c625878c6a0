/** Lists and calendars that open beside their button. */
export const pickersCss = `
.ck-picker { display: flex; align-items: center; gap: var(--ck-space); width: fit-content; max-width: 100%; min-width: 0; }
.ck-picker[data-block] { width: 100%; }
.ck-picker > .ck-input { flex: 1 1 auto; width: auto; max-width: 100%; cursor: pointer; }
.ck-select { text-overflow: ellipsis; }
.ck-picker-button { display: flex; align-items: center; gap: calc(var(--ck-space) * 2); text-align: start; }
.ck-picker-button > span { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.ck-picker-button > [data-empty] { color: var(--ck-text-tertiary); }
.ck-picker-button > .ck-icon { color: var(--ck-text-secondary); }
.ck-clear { flex: none; display: grid; place-items: center; width: 28px; height: 28px; min-height: 24px; padding: 0; border: 0; border-radius: 50%; background: none; color: var(--ck-text-secondary); }
.ck-clear:hover { background: var(--ck-tint-strong); color: var(--ck-text); }

.ck-popover { position: fixed; inset: auto; z-index: 10; box-sizing: border-box; margin: 0; max-width: calc(100vw - 16px); max-height: calc(100dvh - 16px); overflow: auto; border: 1px solid var(--ck-border); border-radius: var(--ck-radius); background: var(--ck-elevated); color: var(--ck-text); box-shadow: 0 10px 32px rgb(0 0 0 / .18); }
.ck-popover:focus { outline: none; }

.ck-menu { width: max-content; min-width: min(max(220px, var(--anchor, 0px)), calc(100vw - 16px)); max-width: min(max(420px, var(--anchor, 0px)), calc(100vw - 16px)); padding: calc(var(--ck-space) * 1.5); }
.ck-menu-search { display: flex; align-items: center; gap: calc(var(--ck-space) * 2); padding: 0 calc(var(--ck-space) * 2); border-bottom: 1px solid var(--ck-border-subtle); margin-bottom: var(--ck-space); color: var(--ck-text-secondary); }
.ck-menu-search > input { flex: 1; min-width: 0; min-height: 40px; padding: 0; border: 0; background: none; color: var(--ck-text); }
.ck-menu-search > input:focus { outline: none; }
.ck-menu-search:has(:focus-visible) { box-shadow: 0 2px 0 -1px var(--ck-focus); }
.ck-menu > [role="listbox"] { max-height: 300px; overflow: auto; scrollbar-width: thin; list-style: none; }
.ck-menu > [role="listbox"]:focus-visible { outline: none; }
.ck-menu [role="option"] { display: flex; align-items: center; gap: calc(var(--ck-space) * 3); min-height: 36px; padding: calc(var(--ck-space) * 1.5) calc(var(--ck-space) * 2.5); border-radius: var(--ck-radius-sm); line-height: 1.35; cursor: pointer; }
.ck-menu [role="option"] > span { flex: 1; min-width: 0; display: grid; }
.ck-menu small { color: var(--ck-text-secondary); font-size: .8125em; }
.ck-menu [role="option"]:hover { background: var(--ck-tint); }
.ck-menu [data-active] { background: var(--ck-tint-strong); outline: 1px solid transparent; outline-offset: -1px; }
.ck-menu [aria-selected="true"] { font-weight: 600; }
.ck-menu [aria-disabled] { color: var(--ck-text-tertiary); cursor: default; }
.ck-widget .ck-menu-none:not(:empty) { padding: calc(var(--ck-space) * 3); color: var(--ck-text-secondary); }

.ck-calendar { padding: calc(var(--ck-space) * 3); }
.ck-months { display: flex; align-items: center; margin-bottom: calc(var(--ck-space) * 2); }
.ck-months > p { flex: 1; min-width: 8.5em; text-align: center; font-weight: 600; font-size: .9375em; }
.ck-months > button { display: grid; place-items: center; width: 32px; height: 32px; padding: 0; border: 0; border-radius: var(--ck-radius-sm); background: none; color: var(--ck-text-secondary); }
.ck-months > button:hover { background: var(--ck-tint-strong); }
.ck-months > button[aria-disabled="true"] { opacity: .35; cursor: default; }
.ck-months > button:dir(rtl) > svg { scale: -1 1; }
.ck-calendar table { border-collapse: collapse; margin-inline: auto; }
.ck-calendar th { height: 28px; color: var(--ck-text-secondary); font-size: .75em; font-weight: 600; }
.ck-calendar td { padding: 1px; }
.ck-calendar td > button { display: grid; place-items: center; width: 36px; height: 36px; padding: 0; border: 1px solid transparent; border-radius: min(var(--ck-radius-sm), 50%); background: none; font-size: .9375em; font-variant-numeric: tabular-nums; }
.ck-calendar td > button:hover { background: var(--ck-tint-strong); }
.ck-calendar [data-outside] { color: var(--ck-text-tertiary); }
.ck-calendar [aria-current="date"] { border-color: var(--ck-border-strong); font-weight: 700; }
.ck-calendar [data-chosen], .ck-calendar [data-chosen]:hover { background: var(--ck-accent); color: var(--ck-on-accent); font-weight: 650; }
.ck-calendar td > button[aria-disabled="true"] { color: var(--ck-text-tertiary); text-decoration: line-through; background: none; cursor: default; }
@media (forced-colors: active) {
  .ck-popover { border: 2px solid; }
  .ck-menu [data-active] { outline-color: Highlight; }
  .ck-calendar [data-chosen] { forced-color-adjust: none; background: Highlight; color: HighlightText; }
}
@media (max-width: 360px) {
  .ck-calendar { padding: calc(var(--ck-space) * 2); }
}
`;
