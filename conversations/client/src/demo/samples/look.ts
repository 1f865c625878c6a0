import type { ThemeOption } from "@openai/chatkit";
import { answer, user } from "../../items/samples/base";
import type { WidgetItem } from "../../protocol/types";
import { widgetSamples } from "../../widgets/samples";
import type { Sample } from "../sample";

const quiz = widgetSamples.find(({ name }) => name === "card-quiz");
const items = [
  user("Start the quiz"),
  answer("Ten questions, and **as much time as you like**. Here is the [plan](/plan)."),
  ...(quiz
    ? [{ ...answer(""), id: "quiz", type: "widget", widget: quiz.widget } as WidgetItem]
    : []),
];

function look(name: string, title: string, theme: Partial<ThemeOption>): Sample {
  return {
    group: "Themes",
    name: `theme-${name}`,
    title,
    items,
    options: { theme: theme as ThemeOption, threadItemActions: { feedback: true, retry: true } },
    source: theme,
  };
}

export const lookSamples: readonly Sample[] = [
  look("default", "As it is without a theme", {}),
  look("pill", "Pill, spacious, a full accent", {
    radius: "pill",
    density: "spacious",
    color: { accent: { primary: "#7c3aed", level: 3 } },
  }),
  look("sharp", "Sharp, compact, greys of a hue", {
    radius: "sharp",
    density: "compact",
    color: {
      grayscale: { hue: 220, tint: 8, shade: -2 },
      accent: { primary: "#9a3412", level: 2 },
    },
  }),
  look("paper", "Surfaces of the host", {
    radius: "soft",
    color: {
      surface: { background: "#fbf6e9", foreground: "#2b2413" },
      accent: { primary: "#0b7263", level: 1 },
    },
  }),
  look("large", "Large text", { typography: { baseSize: 18 } }),
];
