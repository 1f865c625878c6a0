import { render } from "preact";
import { act } from "preact/test-utils";
import { moreIcons } from "../../icons/icon";
import type { WidgetAction } from "../actions";
import { type WidgetHost, WidgetHostContext } from "../host";
import { loadParts } from "../parts";
import { WidgetView } from "../registry";
import type { WidgetRoot } from "../types";

/** A widget as a server may send it: only its outer shape is checked by the compiler. */
export type Sent = { type: string; [property: string]: unknown };

export function card(...children: unknown[]): Sent {
  return { type: "Card", children };
}

export const choices = (more: object = {}): Sent => ({
  type: "RadioGroup",
  name: "choice",
  required: true,
  ariaLabel: "Capital of Peru",
  options: [
    { label: "Lima", value: "a" },
    { label: "Cusco", value: "b" },
  ],
  ...more,
});

export function quizForm(...children: unknown[]): Sent {
  const onSubmitAction = { type: "mcq.submit", payload: { attempt: "t1" }, streaming: false };
  return card({
    type: "Form",
    onSubmitAction,
    children: [...children, { type: "Button", submit: true, label: "Check answer" }],
  });
}

/** One widget on a page, with what it dispatched; answers come when the test says so. */
export class Stage {
  readonly host = document.body.appendChild(document.createElement("div"));
  readonly sent: WidgetAction[] = [];
  /** What the page was told: names of the log, and errors. */
  readonly told: string[] = [];
  readonly #page: WidgetHost = {
    log: (name, data) => this.told.push(`${name} ${JSON.stringify(data)}`),
    error: (error) => this.told.push(error.message),
    unknown: new Set(),
  };
  #answers: { resolve(): void; reject(reason: Error): void }[] = [];

  async show(widget: Sent, { busy = false, itemId = "item" } = {}): Promise<this> {
    await Promise.all([loadParts(), moreIcons.start()]);
    await act(() =>
      render(
        <WidgetHostContext.Provider value={this.#page}>
          <WidgetView
            widget={widget as WidgetRoot}
            itemId={itemId}
            busy={busy}
            dispatch={(action) => this.#dispatch(action)}
          />
        </WidgetHostContext.Provider>,
        this.host,
      ),
    );
    return this;
  }

  #dispatch(action: WidgetAction): Promise<void> {
    this.sent.push(action);
    return new Promise((resolve, reject) => this.#answers.push({ resolve, reject }));
  }

  async answer(failure?: Error): Promise<void> {
    await act(async () => {
      const waiting = this.#answers.shift();
      if (failure) waiting?.reject(failure);
      else waiting?.resolve();
      await new Promise((resolve) => setTimeout(resolve));
    });
  }

  find<T extends Element = HTMLElement>(selector: string): T {
    const found = this.host.querySelector<T>(selector);
    if (!found) throw new Error(`Nothing matches ${selector} in ${this.host.innerHTML}`);
    return found;
  }

  input(value: string): HTMLInputElement {
    return this.find<HTMLInputElement>(`input[value="${value}"]`);
  }

  button(label: string): HTMLButtonElement {
    const all = [...this.host.querySelectorAll("button")];
    const found = all.find((button) => button.textContent?.trim() === label);
    if (!found) throw new Error(`No button ${label} in ${this.host.innerHTML}`);
    return found;
  }

  async press(target: HTMLElement): Promise<void> {
    await act(() => target.click());
  }
}
