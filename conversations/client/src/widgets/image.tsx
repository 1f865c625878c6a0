import type { JSX } from "preact";
import { useContext } from "preact/hooks";
import { safeImageUrl } from "../text/urls";
import { imageCss } from "../theme/image.css";
import { addStyles } from "../theme/sheet";
import "./looks";
import { background, flex } from "./css-values";
import { PictureHosts } from "./host";
import { block, compact, type Style } from "./style";
import type { NodeOf } from "./types";

addStyles(imageCss);

const FITS = new Set(["cover", "contain", "fill", "scale-down", "none"]);
const POSITION = /^(top|bottom|center|left|right)( (left|right))?$/;

function imageStyle(node: NodeOf<"Image">): Style {
  return {
    ...block(node),
    ...compact({
      objectFit: FITS.has(node.fit ?? "") ? node.fit : undefined,
      objectPosition: POSITION.test(node.position ?? "") ? node.position : undefined,
      background: background(node.background),
      flex: flex(node.flex),
    }),
  };
}

/** A picture of this site, of a host that the thread allows, or inlined; else its text only. */
export function Image({ node }: { node: NodeOf<"Image"> }): JSX.Element {
  const url = safeImageUrl(node.src, useContext(PictureHosts));
  if (!url) return <span class="ck-image-text">{node.alt}</span>;
  return (
    <img
      class="ck-image"
      src={url}
      alt={node.alt ?? ""}
      data-frame={node.frame ? "" : undefined}
      data-flush={node.flush ? "" : undefined}
      style={imageStyle(node)}
      loading={url.startsWith("data:") ? "eager" : "lazy"}
      decoding="async"
    />
  );
}
