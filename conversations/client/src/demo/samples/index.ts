import { itemSamples } from "../../items/samples";
import { at } from "../../items/samples/base";
import type { WidgetItem } from "../../protocol/types";
import { widgetSamples } from "../../widgets/samples";
import type { Sample } from "../sample";
import { composerSamples } from "./composer";
import { failureSamples } from "./failures";
import { languageSamples } from "./languages";
import { lookSamples } from "./look";
import { startSamples } from "./start";

function asItem(name: string, widget: WidgetItem["widget"]): WidgetItem {
  return { ...at, id: name, type: "widget", widget };
}

/** Everything that the demo page shows, in the order of its list. */
export const samples: readonly Sample[] = [
  ...startSamples,
  ...itemSamples.map((sample) => ({ group: "Thread", ...sample, isTall: !sample.events })),
  ...widgetSamples.map(({ name, title, widget }) => ({
    group: "Widgets",
    name: `widget-${name}`,
    title,
    items: [asItem(name, widget)],
    isTall: true,
    source: widget,
  })),
  ...composerSamples,
  ...failureSamples,
  ...lookSamples,
  ...languageSamples,
];
