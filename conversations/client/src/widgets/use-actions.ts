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
  failed: boolean;
  /** True while this action has to wait: streaming actions do, as long as an answer streams. */
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

/** The actions of one widget: at most one blocking action at a time, failures are shown. */
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
  const [failed, setFailed] = useState(false);

  const waits = (action: WidgetAction | null | undefined) => !!action && busy && streams(action);

  async function send({ action, fields }: Request) {
    const payload =
      action.payload || fields?.length ? withFields(action.payload, fields ?? []) : undefined;
    setFailed(false);
    try {
      await dispatch(payload ? { ...action, payload } : action, itemId, widget);
    } catch (error) {
      console.warn("chatkit: the action failed.", error);
      setFailed(true);
    }
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

  return { id, pending, failed, waits, fire };
}

const none: Actions = {
  id: "ck",
  pending: null,
  failed: false,
  waits: () => false,
  fire: async () => {},
};

export const ActionsContext = createContext<Actions>(none);

/** The actions of the widget around this component. */
export function useWidget(): Actions {
  return useContext(ActionsContext);
}
