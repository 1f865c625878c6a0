/** Steps of an answer, pictures that are made, tools at work, answered questions. */
export const stepsCss = `
.steps { min-width: 0; font-size: .9375em; color: var(--ck-text-secondary); }
.steps-toggle { display: inline-flex; align-items: center; gap: calc(var(--ck-space) * 2); max-width: 100%; min-height: 32px; padding: 0 calc(var(--ck-space) * 1.5); margin-inline-start: calc(var(--ck-space) * -1.5); border: 0; border-radius: var(--ck-radius-sm); background: none; color: inherit; font-weight: 550; text-align: start; }
.steps-toggle:hover { background: var(--ck-surface-tertiary); color: var(--ck-text); }
.steps-toggle > span:nth-child(2) { min-width: 0; overflow-wrap: anywhere; }
.steps-chevron { display: inline-flex; transition: rotate .15s; }
.steps-toggle[aria-expanded="true"] .steps-chevron { rotate: 180deg; }
.steps ol { padding-block-start: calc(var(--ck-space) * 2); }
.steps ol[hidden] { display: none; }
.steps ol > li { display: flex; gap: calc(var(--ck-space) * 3); min-width: 0; }
.step-status { position: relative; display: flex; flex: none; justify-content: center; width: 18px; padding-top: .25em; }
.steps li:not(:last-child) > .step-status::after { content: ""; position: absolute; inset-block: calc(.25em + 22px) 2px; width: 1px; background: var(--ck-border); }
.step-dot { width: 6px; height: 6px; margin-top: .4em; border-radius: 50%; background: var(--ck-border-strong); }
.task { flex: 1; min-width: 0; padding-block-end: calc(var(--ck-space) * 3); overflow-wrap: anywhere; }
.task-title { display: flex; align-items: flex-start; gap: calc(var(--ck-space) * 2); color: var(--ck-text); }
.task-title > svg { margin-top: .25em; color: var(--ck-text-tertiary); }
.task .ck-md { margin-top: calc(var(--ck-space) * .5); font-size: .9375em; }
.task .source { min-height: 28px; font-size: .9375em; }
.queries { display: flex; flex-wrap: wrap; gap: calc(var(--ck-space) * 1.5); margin-top: calc(var(--ck-space) * 1.5); }
.queries li { display: inline-flex; align-items: center; gap: calc(var(--ck-space)); padding: 2px calc(var(--ck-space) * 2); border-radius: var(--ck-radius-control); background: var(--ck-surface-tertiary); font-size: .875em; }
.task-sources { display: flex; flex-wrap: wrap; gap: 0 calc(var(--ck-space) * 4); margin-top: calc(var(--ck-space)); }

.spinner { display: inline-grid; flex: none; width: 16px; height: 16px; margin: 1px; }
.spinner i { border: 2px solid var(--ck-border); border-top-color: var(--ck-accent-text); border-radius: 50%; animation: turn .9s linear infinite; }
@media (forced-colors: active) { .spinner i { border-style: dotted; } }
@keyframes turn { to { rotate: 1turn; } }
.tool-call { display: flex; align-items: center; gap: calc(var(--ck-space) * 2.5); color: var(--ck-text-secondary); }

.picture { position: relative; width: min(100%, 360px); margin: 0; }
.picture-frame { display: grid; place-items: center; aspect-ratio: 1; overflow: hidden; border: 1px solid var(--ck-border-subtle); border-radius: var(--ck-radius); background: var(--ck-surface-tertiary); color: var(--ck-text-tertiary); }
.picture-frame img { width: 100%; height: 100%; object-fit: contain; }
.picture progress { position: absolute; inset: auto 12px 12px; width: calc(100% - 24px); height: 6px; accent-color: var(--ck-accent-mark); }
.picture > a { position: absolute; inset-block-start: 8px; inset-inline-end: 8px; display: grid; place-items: center; width: 32px; height: 32px; border-radius: var(--ck-radius-sm); background: var(--ck-elevated); color: var(--ck-text); box-shadow: 0 1px 4px rgb(0 0 0 / .2); }

.answers { display: grid; gap: calc(var(--ck-space) * 2.5); margin: 0; padding-inline-start: calc(var(--ck-space) * 3); border-inline-start: 3px solid var(--ck-border); font-size: .9375em; }
.answers dt { color: var(--ck-text-secondary); }
.answers dd { margin: 0; font-weight: 550; overflow-wrap: anywhere; }
.answers i { color: var(--ck-text-secondary); font-weight: 400; }
`;
