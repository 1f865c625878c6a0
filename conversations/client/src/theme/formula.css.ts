/** Formulas. */
export const formulaCss = `
.ck-math math { font-size: 1.08em; }
/* The font's web build has no script-size primes: its prime is drawn raised already. */
.ck-math mo.tml-prime { scale: 1.35; translate: .02em .3em; }
.ck-math-display { display: block; max-width: 100%; padding-block: calc(var(--ck-space) * 1); overflow: auto hidden; text-align: center; }
.ck-math-source { padding: .1em .35em; border-radius: 5px; background: var(--ck-tint-strong); font-family: var(--ck-font-mono); font-size: .9em; }
`;
