import { type View, viewOf } from "../ui/view";

/** Pixels kept free above and below what is brought into view. */
const MARGIN = 12;

/**
 * Where `view` should be scrolled to after the widget in `row` was used: as near as possible to
 * where it is, with the last button in view, but never past the verdict (the first badge).
 */
export function outcomeTop(view: View, row: HTMLElement): number {
  const { top, box } = view;
  const buttons = row.querySelectorAll(".ck-button");
  const end = (buttons[buttons.length - 1] ?? row).getBoundingClientRect().bottom;
  const lowest = top + end + MARGIN - box.bottom;
  const verdict = (row.querySelector("form") ?? row).querySelector(".ck-badge");
  const highest = verdict
    ? top + verdict.getBoundingClientRect().top - MARGIN - box.top
    : Number.POSITIVE_INFINITY;
  return Math.max(0, Math.min(Math.max(top, lowest), highest));
}

/** Brings what the reader's action led to into view, at once: nothing moves that could be unwelcome. */
export function showOutcome(row: HTMLElement): void {
  const area = row.closest<HTMLElement>(".thread");
  if (!area) return;
  const view = viewOf(area);
  view.top = outcomeTop(view, row);
}
