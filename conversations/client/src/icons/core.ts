// From their own files: through its index all of Lucide that is used anywhere would be in the core.
import type { IconNode } from "lucide";
import ArrowDown from "lucide/dist/esm/icons/arrow-down.mjs";
import ArrowUp from "lucide/dist/esm/icons/arrow-up.mjs";
import BookOpen from "lucide/dist/esm/icons/book-open.mjs";
import ChartColumn from "lucide/dist/esm/icons/chart-column.mjs";
import Check from "lucide/dist/esm/icons/check.mjs";
import ChevronDown from "lucide/dist/esm/icons/chevron-down.mjs";
import ChevronRight from "lucide/dist/esm/icons/chevron-right.mjs";
import ChevronUp from "lucide/dist/esm/icons/chevron-up.mjs";
import Circle from "lucide/dist/esm/icons/circle.mjs";
import CircleAlert from "lucide/dist/esm/icons/circle-alert.mjs";
import CircleCheck from "lucide/dist/esm/icons/circle-check.mjs";
import CircleDashed from "lucide/dist/esm/icons/circle-dashed.mjs";
import CircleQuestionMark from "lucide/dist/esm/icons/circle-question-mark.mjs";
import CircleX from "lucide/dist/esm/icons/circle-x.mjs";
import Copy from "lucide/dist/esm/icons/copy.mjs";
import Info from "lucide/dist/esm/icons/info.mjs";
import LifeBuoy from "lucide/dist/esm/icons/life-buoy.mjs";
import Lightbulb from "lucide/dist/esm/icons/lightbulb.mjs";
import Play from "lucide/dist/esm/icons/play.mjs";
import RotateCcwClock from "lucide/dist/esm/icons/rotate-ccw-clock.mjs";
import RotateCw from "lucide/dist/esm/icons/rotate-cw.mjs";
import Square from "lucide/dist/esm/icons/square.mjs";
import SquarePen from "lucide/dist/esm/icons/square-pen.mjs";
import TriangleAlert from "lucide/dist/esm/icons/triangle-alert.mjs";
import X from "lucide/dist/esm/icons/x.mjs";

/** What a quiz, its start screen and any error show: drawn at once, also without a network. */
export const coreIcons: Readonly<Record<string, IconNode>> = {
  "book-open": BookOpen,
  chart: ChartColumn,
  check: Check,
  "check-circle": CircleCheck,
  "chevron-right": ChevronRight,
  "circle-question": CircleQuestionMark,
  close: X,
  compose: SquarePen,
  "empty-circle": Circle,
  history: RotateCcwClock,
  info: Info,
  lifesaver: LifeBuoy,
  lightbulb: Lightbulb,
  "lucide:arrow-down": ArrowDown,
  "lucide:arrow-up": ArrowUp,
  "lucide:chevron-down": ChevronDown,
  "lucide:chevron-up": ChevronUp,
  "lucide:circle-alert": CircleAlert,
  "lucide:circle-dashed": CircleDashed,
  "lucide:circle-x": CircleX,
  "lucide:copy": Copy,
  "lucide:square": Square,
  "lucide:triangle-alert": TriangleAlert,
  play: Play,
  reload: RotateCw,
};
