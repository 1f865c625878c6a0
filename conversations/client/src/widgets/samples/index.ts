import { cardSamples } from "./cards";
import { contentSamples } from "./content";
import { controlSamples } from "./controls";
import { dataSamples } from "./data";
import { layoutSamples } from "./layout";
import { rootSamples } from "./roots";
import type { WidgetSample } from "./sample";
import { textSamples } from "./texts";

export type { WidgetSample };

/** Every component, then whole cards. */
export const widgetSamples: readonly WidgetSample[] = [
  ...rootSamples,
  ...layoutSamples,
  ...textSamples,
  ...contentSamples,
  ...controlSamples,
  ...dataSamples,
  ...cardSamples,
];
