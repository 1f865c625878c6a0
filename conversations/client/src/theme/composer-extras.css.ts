/** The composer's files, tags, menus and dictation. */
export const composerExtrasCss = `
.composer .reply { display: flex; align-items: flex-start; gap: calc(var(--ck-space) * 2); padding: calc(var(--ck-space) * 2.5) calc(var(--ck-space) * 2.5) 0 calc(var(--ck-space) * 4); }
.composer .reply .quote { flex: 1; max-width: none; display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; }
.composer.full .line { flex-wrap: wrap; row-gap: var(--ck-space); }
.composer.full .written { flex: 1 0 100%; }
.toolbar { display: flex; flex: 1; flex-wrap: wrap; align-items: center; gap: var(--ck-space); min-width: 0; min-height: 40px; }
.toolbar .gap { flex: 1; }
.menu-button { display: flex; min-width: 0; max-width: 100%; }
.tool, .model {
  position: relative;
  display: inline-flex;
  align-items: center;
  gap: calc(var(--ck-space) * 1.5);
  min-width: 0;
  max-width: 100%;
  min-height: 36px;
  padding: 0 calc(var(--ck-space) * 3);
  border: 1px solid var(--ck-border);
  border-radius: var(--ck-radius-control);
  background: none;
  color: var(--ck-text-secondary);
  font-size: .875em;
  font-weight: 550;
  overflow: hidden;
  transition: background-color .15s, border-color .15s, color .15s;
}
.model { border-color: transparent; padding-inline: calc(var(--ck-space) * 2); }
.model .caption { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
@container chat (max-width: 440px) {
  .tool:not(.taken, [aria-pressed="true"]) { padding: 0 calc(var(--ck-space) * 2.5); border-color: transparent; }
  .tool:not(.taken, [aria-pressed="true"]) .tool-name { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
}
:is(.tool, .model):hover:not(:disabled) { background: var(--ck-surface-tertiary); color: var(--ck-text); }
.tool[aria-pressed="true"], .tool.taken {
  border-color: var(--ck-accent-text);
  background: color-mix(in oklab, var(--ck-accent) 10%, transparent);
  color: var(--ck-accent-text);
}
@media (forced-colors: active) { .tool:is([aria-pressed="true"], .taken) { background: Highlight; color: HighlightText; forced-color-adjust: none; } }
:is(.tool, .model, .toolbar .icon-button):disabled { opacity: .5; }

.popup {
  position: absolute;
  inset-block-end: calc(100% + var(--ck-space) * 2);
  inset-inline-start: 0;
  z-index: 4;
  width: min(100%, 340px);
  max-height: min(320px, 45vh);
  overflow-y: auto;
  padding: calc(var(--ck-space) * 1.5);
  border: 1px solid var(--ck-border);
  border-radius: var(--ck-radius);
  background: var(--ck-elevated);
  box-shadow: 0 12px 40px rgb(0 0 0 / .16);
}
.popup.suggestions { width: 100%; }
.popup.at-end { inset-inline: auto 0; }
.popup .group, .popup .hint {
  padding: calc(var(--ck-space) * 2) calc(var(--ck-space) * 2.5) var(--ck-space);
  color: var(--ck-text-secondary);
  font-size: .8125em;
  font-weight: 600;
}
.popup .hint { padding-block: calc(var(--ck-space) * 2); font-weight: 400; }
.option {
  display: flex;
  align-items: center;
  gap: calc(var(--ck-space) * 2.5);
  width: 100%;
  min-height: 40px;
  padding: calc(var(--ck-space) * 1.5) calc(var(--ck-space) * 2.5);
  border: 0;
  border-radius: var(--ck-radius-sm);
  background: none;
  text-align: start;
  line-height: 1.35;
  cursor: pointer;
}
.option > svg { color: var(--ck-text-secondary); }
.option-text { display: flex; flex: 1; flex-direction: column; align-items: flex-start; min-width: 0; overflow-wrap: anywhere; }
.option small { color: var(--ck-text-secondary); font-size: .8125em; }
.option .mark { width: 18px; height: 18px; flex: none; }
.option:is([aria-selected="true"], :hover, :focus-visible) { background: var(--ck-surface-tertiary); }
.option[aria-disabled="true"] { color: var(--ck-text-tertiary); cursor: not-allowed; }
.option:focus-visible { outline-offset: -2px; }
@media (forced-colors: active) { .option[aria-selected="true"] { outline: 2px solid Highlight; outline-offset: -2px; } }

.written { position: relative; }
.tag-marks {
  position: absolute;
  inset-block: 0;
  inset-inline-start: 0;
  padding: 7px calc(var(--ck-space) * 2) 7px calc(var(--ck-space) * 2.5);
  overflow: hidden;
  color: transparent;
  font-size: max(1em, 16px);
  line-height: 1.6;
  white-space: pre-wrap;
  overflow-wrap: break-word;
  pointer-events: none;
}
.tag-marks mark {
  border-radius: 5px;
  background: color-mix(in oklab, var(--ck-accent) 20%, transparent);
  box-shadow: 0 0 0 2px color-mix(in oklab, var(--ck-accent) 20%, transparent);
  color: transparent;
}
@media (forced-colors: active) { .tag-marks mark { outline: 1px solid Highlight; forced-color-adjust: none; } }

.files { display: flex; flex-wrap: wrap; gap: calc(var(--ck-space) * 2); max-height: 168px; overflow-y: auto; padding: calc(var(--ck-space) * 2.5) calc(var(--ck-space) * 2.5) 0; }
.file {
  display: flex;
  align-items: center;
  gap: calc(var(--ck-space) * 2);
  width: min(240px, 100%);
  padding: calc(var(--ck-space) * 1.5);
  border: 1px solid var(--ck-border);
  border-radius: var(--ck-radius-sm);
  background: var(--ck-surface);
}
.file[data-state="failed"] { width: min(340px, 100%); border-color: var(--ck-danger); }
.thumbnail { display: grid; place-items: center; flex: none; width: 40px; height: 40px; border-radius: calc(var(--ck-radius-sm) * .8); background: var(--ck-surface-tertiary); color: var(--ck-text-secondary); object-fit: cover; }
.file-text { display: flex; flex: 1; flex-direction: column; gap: 4px; min-width: 0; font-size: .875em; line-height: 1.3; }
.file-name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.file-problem { color: var(--ck-danger); font-size: .9286em; }
.file-progress { display: block; height: 4px; overflow: hidden; border-radius: 2px; background: var(--ck-surface-tertiary); }
.file-progress i { display: block; height: 100%; border-radius: 2px; background: var(--ck-accent); transition: inline-size .15s; }
.file-progress.unknown i { inline-size: 35%; animation: ck-to-and-fro 1.2s ease-in-out infinite alternate; }
@keyframes ck-to-and-fro { from { margin-inline-start: 0; } to { margin-inline-start: 65%; } }
@media (forced-colors: active) { .file-progress { border: 1px solid; } .file-progress i { background: Highlight; forced-color-adjust: none; } }

.problems { display: flex; align-items: flex-start; gap: calc(var(--ck-space) * 2); padding: calc(var(--ck-space) * 2.5) calc(var(--ck-space) * 2.5) 0 calc(var(--ck-space) * 4); color: var(--ck-danger); font-size: .875em; line-height: 1.45; }
.problems > svg { margin-block-start: 2px; }
.problems > div { flex: 1; min-width: 0; overflow-wrap: anywhere; }

.drop-zone {
  position: fixed;
  inset: 0;
  z-index: 5;
  display: grid;
  place-items: center;
  padding: calc(var(--ck-space) * 6);
  border: 2px dashed var(--ck-accent-text);
  background: color-mix(in oklab, var(--ck-surface) 88%, var(--ck-accent));
  pointer-events: none;
}
.drop-zone p { display: flex; align-items: center; gap: calc(var(--ck-space) * 3); font-size: 1.125em; font-weight: 600; }

.send.waiting { animation: ck-breathe 1.2s ease-in-out infinite alternate; }
@keyframes ck-breathe { to { opacity: .6; } }

.recording { margin: 0; padding: 0; border: 0; display: flex; flex: 1; align-items: center; gap: calc(var(--ck-space) * 2); min-width: 0; }
.recording-dot { width: 10px; height: 10px; flex: none; border-radius: 50%; background: var(--ck-danger); animation: ck-breathe 1s ease-in-out infinite alternate; }
.recording-time { font-variant-numeric: tabular-nums; }
.recording-level { flex: 1; height: 6px; overflow: hidden; border-radius: 3px; background: var(--ck-surface-tertiary); }
.recording-level i { display: block; height: 100%; border-radius: 3px; background: var(--ck-accent); transform-origin: 0 50%; scale: 0 1; }
:dir(rtl) .recording-level i, [dir="rtl"] .recording-level i { transform-origin: 100% 50%; }
.transcribing { flex: 1; color: var(--ck-text-secondary); font-size: .9375em; }
@media (forced-colors: active) { .recording-dot, .recording-level i { background: Highlight; forced-color-adjust: none; } }
`;
