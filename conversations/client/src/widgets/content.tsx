import type { JSX } from "preact";
import { useWords } from "../i18n";
import { Icon as Drawing } from "../icons/icon";
import { safeImageUrl } from "../text/urls";
import { textColor } from "./css-values";
import { block, compact } from "./style";
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
      <Drawing name={node.name} size={ICON_SIZES[node.size ?? "md"] ?? "20px"} />
    </span>
  );
}

const FITS = new Set(["cover", "contain", "fill", "scale-down", "none"]);
const POSITION = /^(top|bottom|center|left|right)( (left|right))?$/;

/** An image of this site, or a picture inside the widget itself; from elsewhere only its text. */
export function Image({ node }: { node: NodeOf<"Image"> }): JSX.Element {
  const url = safeImageUrl(node.src, []);
  if (!url) return <span class="ck-image-text">{node.alt}</span>;
  const style = {
    ...block(node),
    ...compact({
      objectFit: FITS.has(node.fit ?? "") ? node.fit : undefined,
      objectPosition: POSITION.test(node.position ?? "") ? node.position : undefined,
    }),
  };
  return (
    <img
      class="ck-image"
      src={url}
      alt={node.alt ?? ""}
      data-frame={node.frame ? "" : undefined}
      data-flush={node.flush ? "" : undefined}
      style={style}
      loading="lazy"
      decoding="async"
    />
  );
}

/** In place of a component that this version does not draw: said, not hidden. */
export function Unsupported({ name }: { name: string }): JSX.Element {
  const { text } = useWords();
  return <p class="ck-caption ck-unsupported">{text.componentUnsupported(name)}</p>;
}
