/** Every item type and state of a thread, for the demo page and its pictures. */
import { answerSamples } from "./answers";
import type { ItemSample } from "./base";
import { messageSamples } from "./messages";
import { stateSamples } from "./states";
import { stepSamples } from "./steps";

export type { ItemSample };

export const itemSamples: readonly ItemSample[] = [
  ...messageSamples,
  ...answerSamples,
  ...stepSamples,
  ...stateSamples,
];
