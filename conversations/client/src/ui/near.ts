import { isInPage } from "./view";

/** Rows are drawn before they come into view: when they are nearer to it than this. */
const MARGIN = "1500px 0px";

/** Tells rows when they come near to what the reader sees. */
export class Nearness {
  private observer: IntersectionObserver | null = null;
  private readonly waiting = new Map<Element, () => void>();

  /** Calls `come` once, when `row` is near. Returns the way to stop waiting for that. */
  watch(row: HTMLElement, come: () => void): () => void {
    this.observer ??= this.observe(row);
    this.waiting.set(row, come);
    this.observer.observe(row);
    return () => {
      this.waiting.delete(row);
      this.observer?.unobserve(row);
    };
  }

  private observe(row: HTMLElement): IntersectionObserver {
    const area = row.closest(".thread");
    const root = area && !isInPage(area) ? area : null;
    const tell = (entries: IntersectionObserverEntry[]) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        this.waiting.get(target)?.();
        this.waiting.delete(target);
        this.observer?.unobserve(target);
      }
    };
    return new IntersectionObserver(tell, { root, rootMargin: MARGIN });
  }
}
