/** Questions of the assistant, in the place of the composer. */
export const questionsCss = `
.questions {
  display: flex;
  flex-direction: column;
  max-height: min(60vh, 520px);
  border: 1px solid var(--ck-border);
  border-radius: var(--ck-radius-lg);
  background: var(--ck-elevated);
  box-shadow: 0 2px 10px rgb(0 0 0 / .06);
  overflow: hidden;
}
.questions-list { display: grid; gap: calc(var(--ck-space) * 5); min-height: 0; padding: calc(var(--ck-space) * 4); overflow-y: auto; scrollbar-width: thin; }
.questions-list[inert] { opacity: .6; }
.questions fieldset { display: grid; gap: calc(var(--ck-space) * 1); min-width: 0; margin: 0; padding: 0; border: 0; }
.questions legend, .question > label { padding: 0; margin-bottom: calc(var(--ck-space) * 1.5); font-weight: 600; }
.question { display: grid; gap: calc(var(--ck-space) * 1); }
.question > label { margin: 0; }
.question > p { color: var(--ck-text-secondary); font-size: .875em; }
.question-option, .question-option > label { display: flex; align-items: center; gap: calc(var(--ck-space) * 2.5); min-height: 36px; overflow-wrap: anywhere; }
.question-option { flex-wrap: wrap; padding-inline: calc(var(--ck-space) * 2); border-radius: var(--ck-radius-sm); }
.question-option:hover { background: var(--ck-surface-tertiary); }
.question-option input:is([type="radio"], [type="checkbox"]) { flex: none; width: 18px; height: 18px; margin: 0; accent-color: var(--ck-accent-mark); }
.questions :is(textarea, input[type="text"]) {
  flex: 1 1 10em;
  min-width: 0;
  min-height: 36px;
  padding: calc(var(--ck-space) * 1.5) calc(var(--ck-space) * 2.5);
  border: 1px solid var(--ck-border-strong);
  border-radius: var(--ck-radius-sm);
  background: var(--ck-surface);
  resize: vertical;
}
.questions-buttons { display: flex; flex-wrap: wrap; align-items: center; justify-content: flex-end; gap: calc(var(--ck-space) * 2); padding: calc(var(--ck-space) * 2.5) calc(var(--ck-space) * 4); border-top: 1px solid var(--ck-border-subtle); }
.questions-empty { flex: 1 1 12em; color: var(--ck-danger); font-size: .875em; }
.text-button.primary { border-color: transparent; background: var(--ck-accent); color: var(--ck-on-accent); }
.text-button.primary:hover { background: var(--ck-accent-hover); }
`;
