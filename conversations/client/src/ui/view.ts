/** The part of the messages that the reader sees, and how to move it. */
export interface View {
  top: number;
  /** The `top` that shows the newest message at the bottom. */
  readonly end: number;
  /** Between which heights of the window messages can be seen. */
  readonly box: { top: number; bottom: number };
}

/** Whether the element is as high as its messages (`height="content"`), so that its page scrolls. */
export function isInPage(area: Element): boolean {
  const root = area.getRootNode();
  return root instanceof ShadowRoot && root.host.getAttribute("height") === "content";
}

/** The view of the messages in `area`. */
export function viewOf(area: HTMLElement): View {
  return isInPage(area) ? new PageView(area) : new OwnView(area);
}

/** The messages scroll in a box of their own. */
class OwnView implements View {
  constructor(private readonly area: HTMLElement) {}

  get top(): number {
    return this.area.scrollTop;
  }
  set top(top: number) {
    this.area.scrollTop = top;
  }

  get end(): number {
    return this.area.scrollHeight - this.area.clientHeight;
  }

  get box(): { top: number; bottom: number } {
    const { top } = this.area.getBoundingClientRect();
    return { top, bottom: top + this.area.clientHeight };
  }
}

/** The page scrolls, or the part of it that holds the element; header and composer stick to its edges. */
class PageView implements View {
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
