import type { Chat, Sample } from "../sample";

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

const entities = {
  showComposerMenu: true,
  onTagSearch: async (query: string) =>
    [
      { id: "1", title: "Ada Lovelace", group: "People", icon: "user", interactive: true },
      { id: "2", title: "Alan Turing", group: "People", icon: "user" },
      { id: "3", title: "Photosynthesis", group: "Topics", icon: "lab" },
    ].filter(({ title }) => title.toLowerCase().includes(query.toLowerCase())),
};
const commands = {
  enabled: true,
  onSearch: async () => [
    { id: "topic", label: "Choose a topic", description: "Of your course", icon: "lab" } as const,
    { id: "plan", label: "Plan my week", icon: "calendar" } as const,
  ],
};

/** Writes as a reader would, with the caret at the end: what the text asks for opens. */
async function write(chat: Chat, text: string): Promise<void> {
  await chat.setComposerValue({ text });
  await new Promise(requestAnimationFrame);
  await chat.focusComposer();
}

async function attach(chat: Chat): Promise<void> {
  const files = [
    new File(["A cell is the smallest unit of life."], "notes on cells.txt", {
      type: "text/plain",
    }),
    new File([], "empty.txt", { type: "text/plain" }),
  ];
  await chat.setComposerValue({ text: "Is this right?", files });
}

/** Presses a button as soon as its part of the composer is loaded. */
async function press(chat: Chat, label: string): Promise<void> {
  const find = () => chat.shadowRoot?.querySelector<HTMLElement>(`button[aria-label="${label}"]`);
  while (!find() && chat.isConnected) await new Promise(requestAnimationFrame);
  find()?.click();
}

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
  {
    group,
    name: "composer-tag",
    title: "Tags in a message",
    options: { entities },
    show: (chat) =>
      chat.setComposerValue({
        content: [
          { type: "input_text", text: "How did " },
          { type: "input_tag", id: "1", text: "Ada Lovelace", interactive: true },
          { type: "input_text", text: " write a program without a computer?" },
        ],
      }),
  },
  {
    group,
    name: "composer-mention",
    title: "Looking for something to mention",
    options: { entities },
    show: (chat) => write(chat, "Who was @a"),
  },
  {
    group,
    name: "composer-commands",
    title: "The menu of commands",
    options: { commands, composer: { tools: [...tools], attachments: { enabled: true } } },
    show: (chat) => write(chat, "/"),
  },
  {
    group,
    name: "composer-models",
    title: "The menu of models",
    options: { composer: { models } },
    show: (chat) => press(chat, "Model: Fast"),
  },
  {
    group,
    name: "composer-attached",
    title: "A file that is attached, and one that was not taken",
    options: { composer: { attachments: { enabled: true } } },
    show: attach,
  },
  {
    group,
    name: "composer-upload-failed",
    title: "A file that could not be uploaded",
    options: { composer: { attachments: { enabled: true } } },
    refused: { "attachments.create": 500 },
    show: attach,
  },
];
