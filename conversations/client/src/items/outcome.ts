/** Pixels kept free above and below what is brought into view. */
const MARGIN = 12;

/**
 * Where `area` should be scrolled to after the widget in `row` was used: as near as possible to
 * where it is, with the last button in view, but never past the verdict (the first badge).
 */
export function outcomeTop(area: HTMLElement, row: HTMLElement): number {
  const view = area.getBoundingClientRect();
  const buttons = row.querySelectorAll(".ck-button");
  const end = (buttons[buttons.length - 1] ?? row).getBoundingClientRect().bottom;
  const lowest = area.scrollTop + end + MARGIN - view.top - area.clientHeight;
  const verdict = (row.querySelector("form") ?? row).querySelector(".ck-badge");
  const highest = verdict
    ? area.scrollTop + verdict.getBoundingClientRect().top - MARGIN - view.top
    : Number.POSITIVE_INFINITY;
  return Math.max(0, Math.min(Math.max(area.scrollTop, lowest), highest));
}

/** Brings what the reader's action led to into view, at once: nothing moves that could be unwelcome. */
export function showOutcome(row: HTMLElement): void {
  const area = row.closest<HTMLElement>(".thread");
  if (area) area.scrollTop = outcomeTop(area, row);
}
