import type { JSX } from "preact";
import { Icon as Drawing } from "../icons/icon";
import { textColor, wantLooks, word } from "./css-values";
import { compact } from "./style";
import type { NodeOf } from "./types";

const ICON_SIZES: Record<string, string> = {
  xs: "12px",
  sm: "16px",
  md: "20px",
  lg: "24px",
  xl: "28px",
  "2xl": "32px",
  "3xl": "40px",
};

export function Badge({ node }: { node: NodeOf<"Badge"> }): JSX.Element {
  wantLooks(node.pill || (node.size ?? "sm") !== "sm" || node.variant === "solid");
  return (
    <span
      class="ck-badge"
      data-color={node.color ?? "secondary"}
      data-variant={node.variant ?? "soft"}
      data-size={node.size ?? "sm"}
      data-pill={node.pill ? "" : undefined}
      dir="auto"
    >
      {node.label}
    </span>
  );
}

export function Icon({ node }: { node: NodeOf<"Icon"> }): JSX.Element {
  return (
    <span class="ck-icon-box" style={compact({ color: textColor(node.color) })}>
      <Drawing name={node.name} size={word(ICON_SIZES, node.size) ?? "20px"} />
    </span>
  );
}
