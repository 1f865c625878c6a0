import { type ComponentChildren, createContext, type JSX } from "preact";
import { useContext } from "preact/hooks";
import { Icon } from "../icons/icon";
import type { WidgetAction } from "./actions";
import { useForm, useMessage } from "./form";
import type { Field } from "./form-values";
import { useWidget } from "./use-actions";

/** The DOM id of a control, so that a Label finds it. */
export function useFieldId(name: string): string {
  return `${useWidget().id}-field-${name}`;
}

/** The fields of this widget that a Label component names. */
export const LabelledFields = createContext<ReadonlySet<string>>(new Set());

/** The control's accessible name: its Label, where there is one, else the text given here. */
export function useName(name: string, text: string | undefined) {
  const labelId = `${useFieldId(name)}-label`;
  const labelled = useContext(LabelledFields).has(name);
  return labelled ? { "aria-labelledby": labelId } : { "aria-label": text || name };
}

/** Attributes that tie a control to the message about it. */
export function useDescription(name: string) {
  const id = `${useFieldId(name)}-message`;
  const message = useMessage(name);
  return {
    "aria-invalid": message ? ("true" as const) : undefined,
    "aria-describedby": message ? id : undefined,
  };
}

/** A control with the message that kept its form from being submitted. */
export function FieldBox(props: {
  name: string;
  class?: string;
  children: ComponentChildren;
}): JSX.Element {
  const message = useMessage(props.name);
  const id = `${useFieldId(props.name)}-message`;
  return (
    <div class={`ck-field ${props.class ?? ""}`}>
      {props.children}
      {message ? (
        <p class="ck-message" id={id} role="alert">
          <Icon name="lucide:circle-alert" size="16px" />
          {message}
        </p>
      ) : null}
    </div>
  );
}

/** Fires a control's change action with the form's values, or its own outside of a form. */
export function useChange(action: WidgetAction | null | undefined) {
  const widget = useWidget();
  const form = useForm();
  return (own: Field) => {
    if (!action) return;
    const fields = form?.element() ?? [own];
    void widget.fire({ action, auto: "none", source: own.name, fields });
  };
}
