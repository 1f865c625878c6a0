import { Lazy } from "../lazy";

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

/** Few elements are in a page that scrolls with them. */
export const pageView = new Lazy("the view of the page", () => import("./page-view"));

/** The view of the messages in `area`. */
export function viewOf(area: HTMLElement): View {
  const page = isInPage(area) ? pageView.loaded : undefined;
  return page ? new page.PageView(area) : new OwnView(area);
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
