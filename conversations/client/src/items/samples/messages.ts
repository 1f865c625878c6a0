import { answer, type ItemSample, user } from "./base";

const PIXEL =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPj/HwADAgH/p9xkTwAAAABJRU5ErkJggg==";

const names = [
  "notes.pdf",
  "a rather long name of a file that was scanned twice on a rainy afternoon.docx",
];

export const messageSamples: readonly ItemSample[] = [
  {
    name: "user-tags",
    title: "A message with tags and a quote",
    items: [
      user("", {
        quoted_text: "A cell divides in four phases.",
        content: [
          { type: "input_text", text: "Which of them does " },
          {
            type: "input_tag",
            id: "course:bio-101",
            text: "Biology 101",
            data: {},
            group: "Courses",
            interactive: true,
          },
          { type: "input_text", text: " ask about?" },
        ],
      }),
    ],
    options: { entities: { onClick: () => undefined } },
  },
  {
    name: "user-attachments",
    title: "A message with pictures and files",
    items: [
      user("What is on these?", {
        attachments: [
          {
            type: "image",
            id: "atc_1",
            name: "cell.png",
            mime_type: "image/png",
            preview_url: PIXEL,
          },
          {
            type: "image",
            id: "atc_2",
            name: "blocked.png",
            mime_type: "image/png",
            preview_url: "https://elsewhere.example/blocked.png",
          },
          ...names.map((name, index) => ({
            type: "file" as const,
            id: `atc_file_${index}`,
            name,
            mime_type: "application/pdf",
          })),
        ],
      }),
      answer("Two pictures of cells, and your notes."),
    ],
  },
  {
    name: "feedback",
    title: "An answer with its buttons: copy, feedback, again",
    items: [user("Is this right?"), answer("Yes, it is.")],
    options: { threadItemActions: { feedback: true, retry: true } },
  },
];
