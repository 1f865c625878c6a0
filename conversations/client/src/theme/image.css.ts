/** Pictures of widgets. */
export const imageCss = `
.ck-image { display: block; max-width: 100%; height: auto; border-radius: var(--ck-radius-sm); object-fit: contain; }
.ck-image[data-frame] { border: 1px solid var(--ck-border); }
.ck-card-body > .ck-image[data-flush] { max-width: none; width: calc(100% + 2 * var(--pad)); margin-inline: calc(var(--pad) * -1); border-radius: 0; }
.ck-card-body > .ck-image[data-flush]:first-child { margin-top: calc(var(--pad) * -1); }
.ck-card-body > .ck-image[data-flush]:last-child { margin-bottom: calc(var(--pad) * -1); }
.ck-status + div > .ck-card-body > .ck-image[data-flush]:first-child { margin-top: 0; }
`;
