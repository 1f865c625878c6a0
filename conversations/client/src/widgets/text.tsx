import type { JSX } from "preact";
import { Markdown as MarkdownText } from "../text/markdown";
import { length, textColor } from "./css-values";
import { FieldBox, useDescription, useFieldId, useName } from "./field";
import { useTextId } from "./row-text";
import { clamp, compact, type Style } from "./style";
import type { NodeOf } from "./types";

type TextProps = Pick<NodeOf<"Text">, "color" | "weight" | "textAlign" | "truncate" | "maxLines">;

const WEIGHTS: Record<string, string> = {
  normal: "400",
  medium: "500",
  semibold: "600",
  bold: "700",
};

const ALIGNMENTS = new Set(["start", "center", "end"]);

function textStyle(node: TextProps): Style {
  const weight = node.weight ?? "";
  const align = node.textAlign ?? "";
  return {
    ...compact({
      color: textColor(node.color),
      fontWeight: Object.hasOwn(WEIGHTS, weight) ? WEIGHTS[weight] : undefined,
      textAlign: ALIGNMENTS.has(align) ? align : undefined,
    }),
    ...clamp(node),
  };
}

function clamped(node: TextProps): "" | undefined {
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
  if (node.editable) return <EditableText node={node} editable={node.editable} />;
  const style: Style = {
    ...textStyle(node),
    ...compact({
      width: length(node.width),
      fontStyle: node.italic ? "italic" : undefined,
      textDecorationLine: node.lineThrough ? "line-through" : undefined,
      minHeight: node.minLines ? `${Number(node.minLines) * 1.5}em` : undefined,
    }),
  };
  return (
    <p
      id={useTextId(node)}
      class="ck-text"
      data-size={node.size ?? "md"}
      data-clamp={clamped(node)}
      style={style}
      dir="auto"
    >
      {node.value}
    </p>
  );
}

type Editable = Exclude<NodeOf<"Text">["editable"], false | undefined>;

function EditableText({ node, editable }: { node: NodeOf<"Text">; editable: Editable }) {
  return (
    <FieldBox name={editable.name}>
      <input
        class="ck-input ck-editable"
        id={useFieldId(editable.name)}
        name={editable.name}
        data-field={editable.name}
        data-size={node.size ?? "md"}
        style={textStyle(node)}
        dir="auto"
        defaultValue={node.value}
        required={editable.required}
        pattern={editable.pattern}
        placeholder={editable.placeholder}
        autocomplete="off"
        {...useName(editable.name, editable.placeholder)}
        {...useDescription(editable.name)}
      />
    </FieldBox>
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
    <MarkdownText id={useTextId(node)} value={node.value} streaming={node.streaming ?? false} />
  );
}
