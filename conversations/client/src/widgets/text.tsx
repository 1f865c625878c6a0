import type { JSX } from "preact";
import { useContext } from "preact/hooks";
import { Markdown as MarkdownText } from "../text/markdown";
import { useFieldId } from "./field";
import { PictureHosts } from "./host";
import { EditableText } from "./parts";
import { useTextId } from "./row-text";
import { textStyle } from "./text-style";
import type { NodeOf } from "./types";

function clamped(node: { truncate?: boolean; maxLines?: number }): "" | undefined {
  return node.truncate || node.maxLines ? "" : undefined;
}

/** A real heading. Always the third level, so that the page's outline never skips one. */
export function Title({ node }: { node: NodeOf<"Title"> }): JSX.Element {
  return (
    <h3
      id={useTextId(node)}
      class="ck-title"
      data-size={node.size ?? "md"}
      data-clamp={clamped(node)}
      style={textStyle(node)}
      dir="auto"
    >
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
      data-size={node.size ?? "md"}
      data-clamp={clamped(node)}
      data-streaming={node.streaming ? "" : undefined}
      aria-busy={node.streaming ? "true" : undefined}
      style={textStyle(node)}
      dir="auto"
    >
      {node.value}
    </p>
  );
}

export function Caption({ node }: { node: NodeOf<"Caption"> }): JSX.Element {
  return (
    <p
      id={useTextId(node)}
      class="ck-caption"
      data-size={node.size ?? "md"}
      data-clamp={clamped(node)}
      style={textStyle(node)}
      dir="auto"
    >
      {node.value}
    </p>
  );
}

export function Label({ node }: { node: NodeOf<"Label"> }): JSX.Element {
  const fieldId = useFieldId(node.fieldName);
  return (
    <label
      class="ck-label"
      id={`${fieldId}-label`}
      for={fieldId}
      data-size={node.size ?? "sm"}
      style={textStyle(node)}
      dir="auto"
    >
      {node.value}
    </label>
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
