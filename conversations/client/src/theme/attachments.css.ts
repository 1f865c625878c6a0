/** The files of a message. */
export const attachmentsCss = `
.chips { display: flex; flex-wrap: wrap; gap: calc(var(--ck-space) * 1.5); justify-content: flex-end; max-width: min(85%, 560px); }
.chips li { min-width: 0; }
.chip { display: inline-flex; align-items: center; gap: calc(var(--ck-space) * 1.5); max-width: 100%; min-height: 28px; padding: 0 calc(var(--ck-space) * 2.5); border: 1px solid var(--ck-border); border-radius: var(--ck-radius-sm); font-size: .8125em; }
.chip bdi { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.thumb { display: block; border-radius: var(--ck-radius-sm); }
.thumb img { display: block; width: 96px; height: 96px; border: 1px solid var(--ck-border); border-radius: var(--ck-radius-sm); object-fit: cover; background: var(--ck-surface-tertiary); }
`;
