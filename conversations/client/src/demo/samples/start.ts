import { at } from "../../items/samples/base";
import type { Sample } from "../sample";

const prompts = [
  { label: "Show my quizzes", prompt: "quizzes", icon: "book-open" },
  { label: "My progress", prompt: "progress", icon: "chart" },
  { label: "How does this work?", prompt: "help", icon: "lifesaver" },
] as const;

const options = { startScreen: { greeting: "What would you like to do?", prompts: [...prompts] } };

const nothing = () => {};

export const startSamples: readonly Sample[] = [
  { group: "Start", name: "start", title: "A new chat with suggestions", options },
  { group: "Start", name: "start-plain", title: "A new chat without any option" },
  {
    group: "Start",
    name: "start-disclaimer",
    title: "A disclaimer below the composer",
    options: {
      ...options,
      disclaimer: { text: "Answers may be wrong. [What is kept?](/me/)", highContrast: true },
    },
  },
  {
    group: "Start",
    name: "header-actions",
    title: "A header with actions of the host",
    options: {
      ...options,
      header: {
        title: { text: "Biology, year 9" },
        leftAction: { icon: "menu", onClick: nothing },
        rightAction: { icon: "settings-cog", onClick: nothing },
      },
    },
  },
  {
    group: "Start",
    name: "header-none",
    title: "Neither header nor history",
    options: { ...options, header: { enabled: false }, history: { enabled: false } },
  },
  {
    group: "History",
    name: "history",
    title: "The history, with what can be done with a chat",
    threads: [
      { ...at, id: "t1", title: "Cells and tissues", created_at: "2026-11-21T08:00:00" },
      { ...at, id: "t2", title: "Photosynthesis", created_at: "2026-11-20T15:00:00" },
      { ...at, id: "t3", title: "A title that is far too long for the panel that lists it" },
      { ...at, id: "t4", created_at: "2026-10-02T10:00:00" },
    ],
    show: (chat) => chat.showHistory(),
  },
  {
    group: "History",
    name: "history-empty",
    title: "A history without chats",
    threads: [],
    show: (chat) => chat.showHistory(),
  },
  {
    group: "History",
    name: "history-refused",
    title: "A history that can't be loaded",
    refused: { "threads.list": 503 },
    show: (chat) => chat.showHistory(),
  },
];
