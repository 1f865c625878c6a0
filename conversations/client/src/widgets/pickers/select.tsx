import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { useDescription, useFieldId, useName } from "../field";
import type { NodeOf, SelectOption } from "../types";
import { Clearable, look, usePicked } from "./picker";
import { SelectMenu } from "./select-menu";

/** More options than this can be searched, unless the node says otherwise. */
const MANY = 15;

function optionsOf(node: NodeOf<"Select">): readonly SelectOption[] {
  return Array.isArray(node.options) ? node.options : [];
}

/** The browser's own list, unless the options have descriptions or are to be searched. */
export function Select({ node }: { node: NodeOf<"Select"> }): JSX.Element {
  const options = optionsOf(node);
  const searchable = node.searchable ?? options.length > MANY;
  const needsMenu = searchable || options.some((option) => option.description);
  return needsMenu ? (
    <SelectMenu node={node} options={options} searchable={searchable} />
  ) : (
    <PlainSelect node={node} options={options} />
  );
}

function PlainSelect(props: { node: NodeOf<"Select">; options: readonly SelectOption[] }) {
  const { node, options } = props;
  const { value, pick } = usePicked(node);
  const id = useFieldId(node.name);
  const canBeEmpty = node.clearable || !node.defaultValue;
  const list = useRef<HTMLSelectElement>(null);

  function clear() {
    // The form reads its controls at once, before the next drawing.
    if (list.current) list.current.value = "";
    pick("");
    list.current?.focus();
  }

  return (
    <Clearable node={node} empty={!value} onClear={clear}>
      <select
        ref={list}
        class="ck-input ck-select"
        id={id}
        name={node.name}
        data-field={node.name}
        {...look(node)}
        disabled={node.disabled}
        {...useName(node.name, node.placeholder)}
        {...useDescription(node.name)}
        value={value}
        onChange={(event) => pick(event.currentTarget.value)}
      >
        {canBeEmpty ? <option value="">{node.placeholder ?? "–"}</option> : null}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    </Clearable>
  );
}
