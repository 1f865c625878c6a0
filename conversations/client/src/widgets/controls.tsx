import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { FieldBox, useChange, useDescription, useFieldId, useName } from "./field";
import type { NodeOf } from "./types";

type Focusing = { autoFocus?: boolean; autoSelect?: boolean };

/** Focuses and selects once, when the control appears. */
function useFocus<T extends HTMLInputElement | HTMLTextAreaElement>(wanted: Focusing) {
  const control = useRef<T>(null);
  useLayoutEffect(() => {
    if (wanted.autoFocus) control.current?.focus();
    if (wanted.autoSelect) control.current?.select();
  }, []);
  return control;
}

/** Attributes of the type that password managers look at. */
function autofill(allowed: boolean | undefined) {
  return allowed
    ? {}
    : { autocomplete: "off", "data-1p-ignore": "", "data-lpignore": "true", "data-bwignore": "" };
}

const INPUT_TYPES = new Set(["number", "email", "text", "password", "tel", "url"]);

/** Typed as "text" because the attributes' types cannot follow a type chosen at run time. */
function inputType(wanted: string | undefined): "text" {
  return (wanted && INPUT_TYPES.has(wanted) ? wanted : "text") as "text";
}

export function Input({ node }: { node: NodeOf<"Input"> }): JSX.Element {
  const control = useFocus<HTMLInputElement>(node);
  return (
    <FieldBox name={node.name}>
      <input
        ref={control}
        class="ck-input"
        type={inputType(node.inputType)}
        id={useFieldId(node.name)}
        name={node.name}
        data-field={node.name}
        data-variant={node.variant ?? "outline"}
        data-size={node.size ?? "lg"}
        data-pill={node.pill ? "" : undefined}
        dir="auto"
        defaultValue={node.defaultValue}
        required={node.required}
        pattern={node.pattern}
        placeholder={node.placeholder}
        {...useName(node.name, node.placeholder)}
        disabled={node.disabled}
        {...autofill(node.allowAutofillExtensions)}
        {...useDescription(node.name)}
      />
    </FieldBox>
  );
}

/** Grows with its text up to `maxRows` lines. */
function grow(area: HTMLTextAreaElement, maxRows = 12) {
  const line = Number.parseFloat(getComputedStyle(area).lineHeight) || 20;
  area.style.height = "auto";
  area.style.height = `${Math.min(area.scrollHeight + 2, line * maxRows + 20)}px`;
}

export function Textarea({ node }: { node: NodeOf<"Textarea"> }): JSX.Element {
  const control = useFocus<HTMLTextAreaElement>(node);
  return (
    <FieldBox name={node.name}>
      <textarea
        ref={control}
        class="ck-input"
        id={useFieldId(node.name)}
        name={node.name}
        data-field={node.name}
        data-variant={node.variant ?? "outline"}
        dir="auto"
        rows={node.rows ?? 3}
        defaultValue={node.defaultValue}
        required={node.required}
        placeholder={node.placeholder}
        {...useName(node.name, node.placeholder)}
        disabled={node.disabled}
        onInput={(event) => node.autoResize && grow(event.currentTarget, node.maxRows)}
        {...autofill(node.allowAutofillExtensions)}
        {...useDescription(node.name)}
      />
    </FieldBox>
  );
}

/** The Python SDK's options have a little more than the npm types. */
type Option = { value: string; label: string; disabled?: boolean };

export function Select({ node }: { node: NodeOf<"Select"> }): JSX.Element {
  const change = useChange(node.onChangeAction);
  const options: readonly Option[] = node.options ?? [];
  const open = node.clearable || node.defaultValue === undefined;
  return (
    <FieldBox name={node.name}>
      <select
        class="ck-input ck-select"
        id={useFieldId(node.name)}
        name={node.name}
        data-field={node.name}
        data-variant={node.variant ?? "outline"}
        data-size={node.size ?? "lg"}
        data-pill={node.pill ? "" : undefined}
        data-block={node.block ? "" : undefined}
        disabled={node.disabled}
        {...useName(node.name, node.placeholder)}
        {...useDescription(node.name)}
        onChange={(event) => change({ name: node.name, value: event.currentTarget.value || null })}
      >
        {open ? <option value="">{node.placeholder ?? "–"}</option> : null}
        {options.map((option) => (
          <option
            key={option.value}
            value={option.value}
            selected={option.value === node.defaultValue}
            disabled={option.disabled}
          >
            {option.label}
          </option>
        ))}
      </select>
    </FieldBox>
  );
}
