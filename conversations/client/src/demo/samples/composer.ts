import type { Sample } from "../sample";

const group = "Composer";
const models = [
  { id: "fast", label: "Fast", description: "For quick questions", default: true },
  { id: "deep", label: "Thorough", description: "Thinks longer" },
  { id: "old", label: "Last year's", disabled: true },
];
const tools = [
  { id: "search", label: "Search the course", icon: "search", pinned: true },
  {
    id: "draw",
    label: "Draw a picture",
    icon: "images",
    placeholderOverride: "What shall I draw?",
  },
] as const;

export const composerSamples: readonly Sample[] = [
  {
    group,
    name: "composer-written",
    title: "A message of several lines",
    show: (chat) => chat.setComposerValue({ text: "First line,\nsecond line,\nand a third." }),
  },
  {
    group,
    name: "composer-quote",
    title: "A quote that is answered",
    show: (chat) =>
      chat.setComposerValue({ text: "Why is that?", reply: "Plants need light to make sugar." }),
  },
  {
    group,
    name: "composer-everything",
    title: "Attachments, tools, models and dictation",
    options: {
      composer: {
        placeholder: "Ask the tutor",
        attachments: { enabled: true },
        tools: [...tools],
        models,
        dictation: { enabled: true },
      },
    },
  },
];
