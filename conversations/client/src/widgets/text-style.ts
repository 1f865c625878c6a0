import { length, textColor, word } from "./css-values";
import { clamp, compact, type Style } from "./style";
import type { NodeOf } from "./types";

type Styled = Partial<
  Pick<
    NodeOf<"Text">,
    | "color"
    | "weight"
    | "textAlign"
    | "truncate"
    | "maxLines"
    | "width"
    | "italic"
    | "lineThrough"
    | "minLines"
  >
>;

const WEIGHTS: Record<string, string> = {
  normal: "400",
  medium: "500",
  semibold: "600",
  bold: "700",
};

const ALIGNMENTS = new Set(["start", "center", "end"]);

/** The style of any text component. */
export function textStyle(node: Styled): Style {
  const { weight, textAlign = "", minLines } = node;
  return {
    ...compact({
      color: textColor(node.color),
      fontWeight: word(WEIGHTS, weight),
      textAlign: ALIGNMENTS.has(textAlign) ? textAlign : undefined,
      width: length(node.width),
      fontStyle: node.italic ? "italic" : undefined,
      textDecorationLine: node.lineThrough ? "line-through" : undefined,
      minHeight: Number.isInteger(minLines) ? `${minLines}lh` : undefined,
    }),
    ...clamp(node),
  };
}
