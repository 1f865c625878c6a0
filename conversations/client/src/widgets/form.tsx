import { type ComponentChildren, createContext, type JSX, type RefObject } from "preact";
import { useContext, useId, useRef, useState } from "preact/hooks";
import { useWords } from "../i18n";
import { soon } from "../soon";
import type { WidgetAction } from "./actions";
import { box, type Style } from "./style";
import type { NodeOf } from "./types";
import { useWidget } from "./use-actions";
import { useScrolling } from "./use-scrolling";

type FormState = {
  /** Messages by field name, shown beside the field. */
  messages: Readonly<Record<string, string>>;
  /** Names the form's submission among the widget's actions. */
  source: string;
  action: WidgetAction | undefined;
  /** What holds the fields. */
  element(): HTMLFormElement | null;
  /** Checks the fields, then fires; a problem is shown beside its field instead. */
  submit(action: WidgetAction | undefined): Promise<void>;
  /** The field was changed: what was said about it is over. */
  forget(name: string): void;
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

type Submission = { action: WidgetAction | undefined; onDone?: (() => void) | undefined };

function useFormState(
  form: RefObject<HTMLFormElement | null>,
  { action, onDone }: Submission,
): FormState {
  const { text } = useWords();
  const widget = useWidget();
  const source = useId();
  const [messages, setMessages] = useState<FormState["messages"]>({});
  async function send(asked: WidgetAction) {
    const done = await widget.fire({
      action: asked,
      auto: "container",
      source,
      fields: form.current,
    });
    if (done) onDone?.();
  }

  async function submit(asked: WidgetAction | undefined) {
    const answers = soon.loaded ?? (await soon.start());
    if (!form.current || !answers) return;
    const found = answers.problems(form.current, text);
    setMessages(Object.fromEntries(found.map(({ name, message }) => [name, message])));
    if (found[0]) found[0].control.focus();
    else if (asked) void send(asked);
  }

  const forget = (name: string) =>
    setMessages((current) => (Object.hasOwn(current, name) ? without(current, name) : current));
  const element = () => form.current;
  return { messages, source, action, element, submit, forget };
}

/** A form element whose fields enter every action that is fired inside it. */
export function FormScope(
  props: Submission & {
    class: string;
    style: Style;
    scrollable?: boolean;
    children: ComponentChildren;
  },
): JSX.Element {
  const form = useRef<HTMLFormElement>(null);
  const state = useFormState(form, props);

  function submitted(event: Event) {
    event.preventDefault();
    event.stopPropagation();
    void state.submit(props.action);
  }

  function changed({ target }: Event) {
    if (target instanceof Element) state.forget(target.getAttribute("data-field") ?? "");
  }

  return (
    <FormContext.Provider value={state}>
      <form
        ref={form}
        class={props.class}
        style={props.style}
        data-form=""
        noValidate
        {...useScrolling(props)}
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
  const { direction = "col", scrollable = false } = node;
  return (
    <FormScope
      class={direction === "row" ? "ck-box ck-across ck-form" : "ck-box ck-form"}
      style={box({ ...node, direction })}
      scrollable={scrollable}
      action={node.onSubmitAction ?? undefined}
    >
      {props.children}
    </FormScope>
  );
}
