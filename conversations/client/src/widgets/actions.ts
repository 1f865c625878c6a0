import type { WidgetRoot } from "./types";

/** What a widget asks for when it is used. Only `type` and `payload` travel to the server. */
export type WidgetAction = {
  type: string;
  payload?: Record<string, unknown>;
  handler?: "server" | "client";
  loadingBehavior?: "auto" | "none" | "self" | "container";
  streaming?: boolean;
};

/** Sends an action. Resolves when its answer has arrived, rejects when it failed. */
export type WidgetDispatch = (
  action: WidgetAction,
  itemId: string,
  widget: WidgetRoot,
) => Promise<void>;
