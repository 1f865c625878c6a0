import { createContext } from "preact";
import { useContext, useId, useRef, useState } from "preact/hooks";
import type { WidgetAction, WidgetDispatch } from "./actions";
import { type Field, withFields } from "./form-values";
import type { WidgetRoot } from "./types";

export type Loading = "none" | "self" | "container";

export type Request = {
  action: WidgetAction;
  /** What `loadingBehavior: "auto"` means for this kind of control. */
  auto: Loading;
  /** Who asks; the id of the control that shows the spinner. */
  source: string;
  fields?: readonly Field[];
};

export type Actions = {
  /** Prefix for the DOM ids of this widget. */
  id: string;
  /** The blocking action under way, if any. */
  pending: { source: string; loading: Loading } | null;
  /** True while this action has to wait: streaming actions do, as long as the item is busy. */
  waits(action: WidgetAction | null | undefined): boolean;
  fire(request: Request): Promise<void>;
};

function loadingOf({ action, auto }: Request): Loading {
  const wanted = action.loadingBehavior;
  return wanted === "none" || wanted === "self" || wanted === "container" ? wanted : auto;
}

function streams(action: WidgetAction): boolean {
  return action.handler !== "client" && action.streaming !== false;
}

/** Whoever dispatches shows the failure in the thread; here the controls become usable again. */
function alreadyShown(error: unknown): void {
  console.debug("chatkit: an action failed.", error);
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
  const underWay = useRef(false);
  const [pending, setPending] = useState<Actions["pending"]>(null);

  const waits = (action: WidgetAction | null | undefined) => !!action && busy && streams(action);

  async function send({ action, fields }: Request) {
    const payload =
      action.payload || fields?.length ? withFields(action.payload, fields ?? []) : undefined;
    await dispatch(payload ? { ...action, payload } : action, itemId, widget).catch(alreadyShown);
  }

  async function fire(request: Request) {
    const loading = loadingOf(request);
    if (waits(request.action)) return;
    if (loading === "none") return send(request);
    if (underWay.current) return;
    underWay.current = true;
    setPending({ source: request.source, loading });
    await send(request);
    underWay.current = false;
    setPending(null);
  }

  return { id, pending, waits, fire };
}

const none: Actions = {
  id: "ck",
  pending: null,
  waits: () => false,
  fire: async () => {},
};

export const ActionsContext = createContext<Actions>(none);

/** The actions of the widget around this component. */
export function useWidget(): Actions {
  return useContext(ActionsContext);
}
