import { createContext } from "preact";
import { useContext } from "preact/hooks";

/** Whom widgets tell what a reader need not see: the events of the element around them. */
export interface WidgetHost {
  /** Told as `chatkit.log`: nothing that anybody wrote. */
  log(name: string, data: Record<string, unknown>): void;
  /** Told as `chatkit.error`. */
  error(error: Error): void;
  /** The unknown component types that were told already. */
  readonly unknown: Set<string>;
}

/** For a widget without a chat around it. */
const consoleHost: WidgetHost = {
  log: (name, data) => console.warn(`chatkit: ${name}`, data),
  error: (error) => console.warn(`chatkit: ${error.message}`),
  unknown: new Set(),
};

export const WidgetHostContext = createContext<WidgetHost>(consoleHost);

export function useHost(): WidgetHost {
  return useContext(WidgetHostContext);
}

/** The hosts that pictures of this thread may come from. */
export const PictureHosts = createContext<readonly string[]>([]);
