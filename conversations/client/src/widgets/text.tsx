import type { JSX } from "preact";
import { useContext } from "preact/hooks";
import { Markdown as MarkdownText } from "../text/markdown";
import { wantLooks } from "./css-values";
import { PictureHosts } from "./host";
import { EditableText } from "./parts";
import { useTextId } from "./row-text";
import { textStyle } from "./text-style";
import type { NodeOf } from "./types";

type AnyText = NodeOf<"Text"> | NodeOf<"Title"> | NodeOf<"Caption">;

/** Larger and smaller ones have their style sheet elsewhere. */
const PLAIN_SIZES: ReadonlySet<string | undefined> = new Set([undefined, "sm", "md"]);

function look(node: AnyText) {
  const clamped = node.truncate || node.maxLines;
  const streams = "streaming" in node && node.streaming;
  wantLooks(clamped || streams || !PLAIN_SIZES.has(node.size));
  return {
    "data-size": node.size ?? "md",
    "data-clamp": clamped ? "" : undefined,
    style: textStyle(node),
    dir: "auto" as const,
  };
}

/** A real heading. Always the third level, so that the page's outline never skips one. */
export function Title({ node }: { node: NodeOf<"Title"> }): JSX.Element {
  return (
    <h3 id={useTextId(node)} class="ck-title" {...look(node)}>
      {node.value}
    </h3>
  );
}

export function Text({ node }: { node: NodeOf<"Text"> }): JSX.Element {
  const id = useTextId(node);
  if (node.editable) return <EditableText node={node} editable={node.editable} />;
  return (
    <p
      id={id}
      class="ck-text"
      {...look(node)}
      data-streaming={node.streaming ? "" : undefined}
      aria-busy={node.streaming ? "true" : undefined}
    >
      {node.value}
    </p>
  );
}

export function Caption({ node }: { node: NodeOf<"Caption"> }): JSX.Element {
  return (
    <p id={useTextId(node)} class="ck-caption" {...look(node)}>
      {node.value}
    </p>
  );
}

export function Markdown({ node }: { node: NodeOf<"Markdown"> }): JSX.Element {
  return (
    <MarkdownText
      id={useTextId(node)}
      value={node.value}
      streaming={node.streaming ?? false}
      imageDomains={useContext(PictureHosts)}
    />
  );
}
