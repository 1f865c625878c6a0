import type { NodeOf, WidgetNode } from "../../types";
import type { Sent, Stage } from "../stage";

/** What a property is changed to, and what else must be so for that to show. */
export interface Change {
  to: unknown;
  /** Other properties of the node, before and after. */
  given?: object;
  /** What somebody does before the difference shows. */
  act?(stage: Stage): Promise<void>;
}

export const to = (value: unknown, given: object = {}): Change => ({ to: value, given });
export const acting = (
  value: unknown,
  act: (stage: Stage) => Promise<void>,
  given: object = {},
): Change => ({ to: value, given, act });

export const pressing = (selector: string) => (stage: Stage) => stage.press(stage.find(selector));

/** Checked for all components alike, or what the others are about. */
type Everywhere = "type" | "key" | "id" | "children";

export interface Checks<Props extends PropertyKey> {
  base: object;
  /** The widget around the node. */
  around?(node: Sent): Sent;
  props: Record<Props, Change>;
}

export type ComponentChecks<T extends WidgetNode["type"]> = Checks<
  Exclude<keyof NodeOf<T>, Everywhere>
>;

export type Checklist<T extends WidgetNode["type"]> = { [K in T]: ComponentChecks<K> };

export const text = (value: string): Sent => ({ type: "Text", value });
