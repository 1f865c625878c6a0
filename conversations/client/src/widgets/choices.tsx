import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { FieldBox, useChange, useDescription, useFieldId, useName } from "./field";
import type { NodeOf } from "./types";

/** Native radios: arrow keys choose, Enter submits, one Tab stop. */
export function RadioGroup({ node }: { node: NodeOf<"RadioGroup"> }): JSX.Element {
  const group = useId();
  const change = useChange(node.onChangeAction);
  const description = useDescription(node.name);
  const fieldId = useFieldId(node.name);
  const name = useName(node.name, node.ariaLabel);
  return (
    <FieldBox name={node.name}>
      <div
        id={fieldId}
        role="radiogroup"
        class="ck-radios"
        data-direction={node.direction ?? "row"}
        {...name}
        aria-required={node.required ? "true" : undefined}
        {...description}
      >
        {(node.options ?? []).map((option) => (
          <label key={option.value} class="ck-choice">
            <input
              type="radio"
              name={group}
              data-field={node.name}
              value={option.value}
              defaultChecked={option.value === node.defaultValue}
              required={node.required}
              disabled={node.disabled || option.disabled}
              onChange={() => change({ name: node.name, value: option.value })}
            />
            <span dir="auto">{option.label}</span>
          </label>
        ))}
      </div>
    </FieldBox>
  );
}

export function Checkbox({ node }: { node: NodeOf<"Checkbox"> }): JSX.Element {
  const change = useChange(node.onChangeAction);
  const description = useDescription(node.name);
  const fieldId = useFieldId(node.name);
  const name = useName(node.name, undefined);
  return (
    <FieldBox name={node.name}>
      <label class="ck-choice" data-bare={node.label ? undefined : ""}>
        <input
          type="checkbox"
          id={fieldId}
          name={node.name}
          data-field={node.name}
          defaultChecked={node.defaultChecked}
          required={node.required}
          disabled={node.disabled}
          {...(node.label ? {} : name)}
          {...description}
          onChange={(event) => change({ name: node.name, value: event.currentTarget.checked })}
        />
        {node.label ? <span dir="auto">{node.label}</span> : null}
      </label>
    </FieldBox>
  );
}
