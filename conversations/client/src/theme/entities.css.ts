/** Entities that can be pointed at, and their previews. */
export const entitiesCss = `
.entity { display: inline; }
:where(.entity-button) { padding: 0; border: 0; background: none; font: inherit; color: inherit; text-align: start; cursor: pointer; }
.entity-preview {
  position: fixed;
  inset: auto;
  width: max-content;
  max-width: min(340px, 100vw - 12px);
  max-height: 60vh;
  margin: 0;
  padding: calc(var(--ck-space) * 3);
  overflow: auto;
  border: 1px solid var(--ck-border);
  border-radius: var(--ck-radius);
  background: var(--ck-elevated);
  color: var(--ck-text);
  box-shadow: 0 8px 28px rgb(0 0 0 / .18);
  font-size: var(--ck-font-size);
  text-align: start;
}
.entity-preview:has(> .ck-widget .ck-card) { padding: 0; }
.entity-preview .ck-card { border: 0; box-shadow: none; }
`;
