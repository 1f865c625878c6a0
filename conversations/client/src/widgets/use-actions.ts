import { createContext } from "preact";
import { useContext, useId, useRef, useState } from "preact/hooks";
import { soon } from "../soon";
import type { WidgetAction, WidgetDispatch } from "./actions";
import type { Field } from "./form-values";
import { useHost } from "./host";
import type { WidgetRoot } from "./types";

export type Loading = "none" | "self" | "container";

export type Request = {
  action: WidgetAction;
  /** What `loadingBehavior: "auto"` means for this kind of control. */
  auto: Loading;
  /** Who asks; the id of the control that shows the spinner. */
  source: string;
  /** The form around it, or what is sent where there is none. */
  fields?: HTMLElement | readonly Field[] | null | undefined;
};

export type Actions = {
  /** Prefix for the DOM ids of this widget. */
  id: string;
  /** The blocking action under way, if any. */
  pending: { source: string; loading: Loading } | null;
  /** True while this action has to wait: streaming actions do, as long as the item is busy. */
  waits(action: WidgetAction | null | undefined): boolean;
  /** Resolves with whether it was sent and answered. */
  fire(request: Request): Promise<boolean>;
};

function loadingOf({ action, auto }: Request): Loading {
  const wanted = action.loadingBehavior;
  return wanted === "none" || wanted === "self" || wanted === "container" ? wanted : auto;
}

function streams(action: WidgetAction): boolean {
  return action.handler !== "client" && action.streaming !== false;
}

/** Whoever dispatches shows the failure in the thread; here the controls become usable again. */
function alreadyShown(error: unknown): boolean {
  console.debug("chatkit: an action failed.", error);
  return false;
}

type Answers = NonNullable<typeof soon.loaded>;

/** The action with the form's values in its payload. What the payload has already stays. */
function useFilled() {
  const host = useHost();
  return ({ action, fields }: Request, answers: Answers): WidgetAction => {
    const values = fields instanceof HTMLElement ? answers.readFields(fields) : (fields ?? []);
    if (!values.length) return action;
    const { payload, refused } = answers.withFields(action.payload, values);
    for (const name of refused) {
      host.error(new Error(`The form value "${name}" was not sent: its name is taken or invalid.`));
    }
    return { ...action, payload: payload as Record<string, unknown> };
  };
}

/** The actions of one widget: at most one blocking action at a time. */
export function useActions(props: {
  widget: WidgetRoot;
  itemId: string;
  dispatch: WidgetDispatch;
  busy: boolean;
}): Actions {
  const { widget, itemId, dispatch, busy } = props;
  const id = useId();
  const filled = useFilled();
  const underWay = useRef(false);
  const [pending, setPending] = useState<Actions["pending"]>(null);

  const waits = (action: WidgetAction | null | undefined) => !!action && busy && streams(action);

  const dispatched = (action: WidgetAction) =>
    dispatch(action, itemId, widget).then(() => true, alreadyShown);

  async function sendLater(request: Request): Promise<boolean> {
    const answers = await soon.start();
    return answers ? dispatched(filled(request, answers)) : false;
  }

  function send(request: Request): Promise<boolean> {
    if (!request.fields) return dispatched(request.action);
    const answers = soon.loaded;
    return answers ? dispatched(filled(request, answers)) : sendLater(request);
  }

  async function fire(request: Request): Promise<boolean> {
    const loading = loadingOf(request);
    if (waits(request.action)) return false;
    if (loading === "none") return send(request);
    if (underWay.current) return false;
    underWay.current = true;
    setPending({ source: request.source, loading });
    const done = await send(request);
    underWay.current = false;
    setPending(null);
    return done;
  }

  return { id, pending, waits, fire };
}

const none: Actions = {
  id: "ck",
  pending: null,
  waits: () => false,
  fire: async () => false,
};

export const ActionsContext = createContext<Actions>(none);

/** The actions of the widget around this component. */
export function useWidget(): Actions {
  return useContext(ActionsContext);
}
