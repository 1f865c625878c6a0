/** Where a panel goes that belongs to a control. */

export type Side = "top" | "bottom" | "left" | "right";
export type Align = "start" | "center" | "end";

type Size = { width: number; height: number };
type Box = Size & { left: number; top: number };
type Wanted = { side: Side; align: Align; rtl: boolean };

const GAP = 6;
const MARGIN = 8;

const OPPOSITE: Record<Side, Side> = { top: "bottom", bottom: "top", left: "right", right: "left" };

/** Left and right follow the reading direction, as everywhere in a widget. */
function physical({ side, rtl }: Wanted): Side {
  const sideways = side === "left" || side === "right";
  return rtl && sideways ? OPPOSITE[side] : side;
}

function room(side: Side, anchor: Box, view: Size): number {
  switch (side) {
    case "top":
      return anchor.top;
    case "bottom":
      return view.height - anchor.top - anchor.height;
    case "left":
      return anchor.left;
    case "right":
      return view.width - anchor.left - anchor.width;
  }
}

/** The wanted side, unless the panel fits on the other side only. */
function fitting(side: Side, anchor: Box, panel: Size, view: Size): Side {
  const needed = GAP + MARGIN + (side === "top" || side === "bottom" ? panel.height : panel.width);
  const other = OPPOSITE[side];
  const fits = room(side, anchor, view) >= needed;
  return fits || room(other, anchor, view) <= room(side, anchor, view) ? side : other;
}

function along(start: number, length: number, own: number, align: Align): number {
  if (align === "center") return start + (length - own) / 2;
  return align === "end" ? start + length - own : start;
}

function within(position: number, own: number, whole: number): number {
  return Math.max(MARGIN, Math.min(position, whole - own - MARGIN));
}

/** The panel's corner in the window: beside its anchor, and never out of sight. */
export function placed(anchor: Box, panel: Size, view: Size, wanted: Wanted) {
  const side = fitting(physical(wanted), anchor, panel, view);
  const mirrored: Align = wanted.align === "start" ? "end" : "start";
  const inline = wanted.rtl && wanted.align !== "center" ? mirrored : wanted.align;
  const upright = side === "top" || side === "bottom";
  const left = upright
    ? along(anchor.left, anchor.width, panel.width, inline)
    : side === "left"
      ? anchor.left - panel.width - GAP
      : anchor.left + anchor.width + GAP;
  const top = upright
    ? side === "top"
      ? anchor.top - panel.height - GAP
      : anchor.top + anchor.height + GAP
    : along(anchor.top, anchor.height, panel.height, wanted.align);
  return {
    left: within(left, panel.width, view.width),
    top: within(top, panel.height, view.height),
  };
}
