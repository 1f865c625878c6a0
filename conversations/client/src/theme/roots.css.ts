/** Cards that can be answered or folded, and roots without a frame. */
export const rootsCss = `
.ck-disclosure {
  display: flex;
  justify-content: space-between;
  align-items: center;
  width: 100%;
  min-height: 48px;
  padding: calc(var(--ck-space) * 3) var(--pad);
  border: 0;
  background: none;
  color: inherit;
  text-align: start;
}
.ck-disclosure:focus-visible { outline-offset: -4px; border-radius: var(--ck-radius-lg); }
.ck-disclosure + div > .ck-card-body { padding-top: 0; }
.ck-card-actions { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: calc(var(--ck-space) * 2); }
.ck-basic { gap: calc(var(--ck-space) * 2); }
.ck-basic[data-theme] { background: var(--ck-surface); color: var(--ck-text); border-radius: var(--ck-radius-lg); }
`;
