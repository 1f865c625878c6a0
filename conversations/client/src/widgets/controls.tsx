import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import "./field-styles";
import "./looks";
import { FieldBox, useDescription, useFieldId, useName } from "./field";
import { textStyle } from "./text-style";
import type { NodeOf } from "./types";

type Entry = HTMLInputElement | HTMLTextAreaElement;
type Focusing = { autoFocus?: boolean; autoSelect?: boolean };

/** Something half written elsewhere keeps the focus. */
function isWritingElsewhere(entry: Entry): boolean {
  const tree = entry.getRootNode() as Document | ShadowRoot;
  const focused = tree.activeElement ?? document.activeElement;
  if (focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement) {
    return focused !== entry && focused.value !== "";
  }
  return focused instanceof HTMLElement && focused.isContentEditable && !!focused.textContent;
}

/** Focuses and selects once, when the entry appears. */
function useFocus<T extends Entry>(wanted: Focusing) {
  const entry = useRef<T>(null);
  useLayoutEffect(() => {
    if (!entry.current) return;
    if (wanted.autoFocus && !isWritingElsewhere(entry.current)) entry.current.focus();
    if (wanted.autoSelect) entry.current.select();
  }, []);
  return entry;
}

/** Attributes that password managers look at. */
function autofill(allowed: boolean | undefined, hint = "off") {
  if (allowed) return hint === "off" ? {} : { autocomplete: hint };
  const ignored = { "data-1p-ignore": "", "data-lpignore": "true", "data-bwignore": "" };
  return { autocomplete: hint, ...ignored };
}

const INPUT_TYPES = new Set(["number", "email", "text", "password", "tel", "url"]);

/** Typed as "text" because the attributes' types cannot follow a type chosen at run time. */
function inputType(wanted: string | undefined): "text" {
  return (wanted && INPUT_TYPES.has(wanted) ? wanted : "text") as "text";
}

/** What inputs and text areas have in common. */
function useEntry(node: NodeOf<"Input"> | NodeOf<"Textarea">) {
  return {
    class: "ck-input",
    id: useFieldId(node.name),
    name: node.name,
    "data-field": node.name,
    "data-variant": node.variant ?? "outline",
    "data-size": node.size ?? "lg",
    "data-gutter": node.gutterSize,
    dir: "auto" as const,
    defaultValue: node.defaultValue,
    required: node.required,
    placeholder: node.placeholder,
    disabled: node.disabled,
    ...useName(node.name, node.placeholder),
    ...autofill(node.allowAutofillExtensions),
    ...useDescription(node.name),
  };
}

export function Input({ node }: { node: NodeOf<"Input"> }): JSX.Element {
  return (
    <FieldBox name={node.name}>
      <input
        ref={useFocus<HTMLInputElement>(node)}
        {...useEntry(node)}
        type={inputType(node.inputType)}
        // Whole numbers only would be the browser's default.
        step={node.inputType === "number" ? "any" : undefined}
        pattern={node.pattern}
        data-pill={node.pill ? "" : undefined}
      />
    </FieldBox>
  );
}

/** As high as its text, up to `maxRows` lines. */
function grow(area: HTMLTextAreaElement, maxRows = 12): void {
  const style = getComputedStyle(area);
  const line = Number.parseFloat(style.lineHeight) || 20;
  const rest = area.offsetHeight - area.clientHeight;
  const padding = (Number.parseFloat(style.paddingTop) || 0) * 2;
  area.style.height = "auto";
  area.style.height = `${Math.min(area.scrollHeight, line * maxRows + padding) + rest}px`;
}

export function Textarea({ node }: { node: NodeOf<"Textarea"> }): JSX.Element {
  const area = useFocus<HTMLTextAreaElement>(node);
  const resize = () => node.autoResize && area.current && grow(area.current, node.maxRows);
  useLayoutEffect(() => void resize(), [node.autoResize, node.maxRows]);
  return (
    <FieldBox name={node.name}>
      <textarea
        ref={area}
        {...useEntry(node)}
        // Not native to text areas: checked when the form is submitted.
        data-pattern={node.pattern}
        data-resize={node.autoResize ? "auto" : undefined}
        rows={node.rows ?? (node.autoResize ? 1 : 3)}
        onInput={resize}
      />
    </FieldBox>
  );
}

type Editable = Exclude<NodeOf<"Text">["editable"], false | undefined>;

/** A text that can be written in where it stands. Several lines, if it keeps room for them. */
export function EditableText(props: { node: NodeOf<"Text">; editable: Editable }): JSX.Element {
  const { node, editable } = props;
  const { name } = editable;
  const lines = node.minLines ?? node.maxLines ?? 1;
  const entry = {
    ref: useFocus<HTMLInputElement & HTMLTextAreaElement>(editable),
    class: "ck-input ck-editable",
    id: useFieldId(name),
    name,
    "data-field": name,
    "data-size": node.size ?? "md",
    style: textStyle(node),
    dir: "auto" as const,
    defaultValue: node.value,
    required: editable.required,
    placeholder: editable.placeholder,
    onFocus: ({ currentTarget }: { currentTarget: Entry }) =>
      editable.autoSelect && currentTarget.select(),
    ...useName(name, editable.placeholder),
    ...autofill(editable.allowAutofillExtensions, editable.autoComplete),
    ...useDescription(name),
  };
  return (
    <FieldBox name={name}>
      {lines > 1 ? (
        <textarea {...entry} rows={lines} data-pattern={editable.pattern} />
      ) : (
        <input {...entry} pattern={editable.pattern} />
      )}
    </FieldBox>
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
