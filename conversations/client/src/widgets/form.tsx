import { type ComponentChildren, createContext, type JSX } from "preact";
import { useContext, useRef, useState } from "preact/hooks";
import { useWords } from "../i18n";
import type { WidgetAction } from "./actions";
import { type Field, nameOf, readFields } from "./form-values";
import { box, type Style } from "./style";
import type { NodeOf } from "./types";
import { useWidget } from "./use-actions";
import { problems } from "./validation";

type FormState = {
  /** Messages by field name, shown beside the field. */
  messages: Readonly<Record<string, string>>;
  /** Names the form's submission among the widget's actions. */
  source: string;
  action: WidgetAction | undefined;
  fields(): Field[];
  /** Checks the fields, then fires; a problem is shown beside its field instead. */
  submit(action: WidgetAction | undefined): void;
};

const FormContext = createContext<FormState | null>(null);

export function useForm(): FormState | null {
  return useContext(FormContext);
}

/** The message about a field, if it kept its form from being submitted. */
export function useMessage(name: string): string | undefined {
  const messages = useForm()?.messages;
  return messages && Object.hasOwn(messages, name) ? messages[name] : undefined;
}

function without(messages: Readonly<Record<string, string>>, name: string) {
  const { [name]: _gone, ...rest } = messages;
  return rest;
}

/** A form element whose fields enter every action that is fired inside it. */
export function FormScope(props: {
  class: string;
  style: Style;
  label?: string | undefined;
  action: WidgetAction | undefined;
  children: ComponentChildren;
}): JSX.Element {
  const { action } = props;
  const { text } = useWords();
  const widget = useWidget();
  const form = useRef<HTMLFormElement>(null);
  const source = `${widget.id}-submit`;
  const [messages, setMessages] = useState<Readonly<Record<string, string>>>({});
  const fields = () => (form.current ? readFields(form.current) : []);

  function submit(asked: WidgetAction | undefined) {
    if (!form.current) return;
    const found = problems(form.current, text);
    setMessages(Object.fromEntries(found.map(({ name, message }) => [name, message])));
    if (found[0]) found[0].control.focus();
    else if (asked)
      void widget.fire({ action: asked, auto: "container", source, fields: fields() });
  }

  function submitted(event: Event) {
    event.preventDefault();
    event.stopPropagation();
    submit(action);
  }

  function changed(event: Event) {
    if (event.target instanceof Element) {
      const name = nameOf(event.target);
      setMessages((current) => (name in current ? without(current, name) : current));
    }
  }

  return (
    <FormContext.Provider value={{ messages, source, action, fields, submit }}>
      <form
        ref={form}
        class={props.class}
        style={props.style}
        aria-label={props.label}
        data-form=""
        noValidate
        onSubmit={submitted}
        onInput={changed}
        onChange={changed}
      >
        {props.children}
      </form>
    </FormContext.Provider>
  );
}

export function Form(props: { node: NodeOf<"Form">; children: ComponentChildren }): JSX.Element {
  const { node } = props;
  return (
    <FormScope
      class="ck-box ck-form"
      style={box({ direction: "col", ...node })}
      action={node.onSubmitAction ?? undefined}
    >
      {props.children}
    </FormScope>
  );
}
