import type { View } from "./view";

/** The page scrolls, or the part of it that holds the element; header and composer stick to its edges. */
export class PageView implements View {
  private readonly app: Element;
  private readonly scroller: Element;

  constructor(area: HTMLElement) {
    this.app = area.closest(".app") ?? area;
    this.scroller = scrollerOf(area);
  }

  get top(): number {
    return this.scroller.scrollTop;
  }
  set top(top: number) {
    this.scroller.scrollTop = top;
  }

  get end(): number {
    const below = this.app.getBoundingClientRect().bottom - this.edges.bottom;
    return Math.max(0, this.top + below);
  }

  get box(): { top: number; bottom: number } {
    const { top, bottom } = this.edges;
    const height = (part: string) => this.app.querySelector(part)?.clientHeight ?? 0;
    return { top: top + height(".header"), bottom: bottom - height(".footer") };
  }

  private get edges(): { top: number; bottom: number } {
    return this.scroller === document.scrollingElement
      ? { top: 0, bottom: document.documentElement.clientHeight }
      : this.scroller.getBoundingClientRect();
  }
}

function scrollerOf(area: Element): Element {
  const root = area.getRootNode();
  let parent = root instanceof ShadowRoot ? root.host.parentElement : null;
  while (parent && !/auto|scroll/.test(getComputedStyle(parent).overflowY))
    parent = parent.parentElement;
  const page = document.scrollingElement ?? document.documentElement;
  return !parent || parent === document.body ? page : parent;
}
