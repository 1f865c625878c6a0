import type { Annotation, EntitySource } from "../../protocol/types";
import { added, answer, at, changed, type ItemSample, user } from "./base";

const url: Annotation["source"] = {
  type: "url",
  title: "Mitosis",
  url: "https://biology.example/cells/mitosis",
  description: "How one cell becomes two, phase by phase.",
  attribution: "Biology Reader",
  timestamp: "2026-03-02",
};
const file: Annotation["source"] = {
  type: "file",
  title: "Lecture 4: Cell division",
  filename: "lecture-04.pdf",
  description: "Slides 12 to 18",
};
const entity: EntitySource = {
  type: "entity",
  id: "course:bio-101",
  title: "Biology 101",
  icon: "book-open",
  label: "Course",
  inline_label: "BIO 101",
  interactive: true,
  data: { room: "H 3" },
};
const mark = (source: Annotation["source"], index: number): Annotation => ({
  type: "annotation",
  source,
  index,
});

const cited =
  "A cell divides in **four phases**. Between two divisions it grows and copies its DNA.\n\nYou need both for the next quiz.";

const after = (words: string) => cited.indexOf(words) + words.length;

const annotated = answer(cited, [
  mark(url, after("phases**.")),
  mark(file, after("phases**.")),
  mark(file, after("DNA.")),
  mark(entity, after("next quiz.")),
]);

const formatted = `## Mitosis in short

1. **Prophase**: chromosomes become visible
2. **Metaphase**: they line up
   - in the middle of the cell
   - in no fixed order

- [x] read chapter 4
- [ ] try the quiz

| Phase | Share of the time | Visible under a light microscope |
|:--|--:|:--:|
| Prophase | 36 % | yes |
| Metaphase | 20 % | yes |

> A cell that stops before anaphase was *not* ready, ~~never~~ rarely by accident.

Energy is $E = mc^2$, and \\(a^2 + b^2 = c^2\\) is older. It costs $5 and $10.

$$
\\int_0^1 x^2 \\, dx = \\frac{1}{3}
$$

\`\`\`python
def divide(cell):
    """One becomes two."""
    return [cell.copy(), cell.copy()]
\`\`\`

See [the reader](https://biology.example/cells) or write to help@biology.example.`;

const growing = answer("");

export const answerSamples: readonly ItemSample[] = [
  {
    name: "answer-markdown",
    title: "An answer with formatted text",
    items: [user("Summarise mitosis"), answer(formatted)],
    options: { threadItemActions: { feedback: true, retry: true } },
  },
  {
    name: "answer-sources",
    title: "An answer with marks and a list of its sources",
    items: [user("How does a cell divide?"), annotated],
    options: {
      entities: {
        onClick: () => undefined,
        onRequestPreview: async () => ({
          preview: {
            type: "Basic",
            children: [
              { type: "Title", value: "Biology 101", size: "sm" },
              { type: "Text", value: "Mondays at ten in H 3" },
            ],
          },
        }),
      },
    },
  },
  {
    name: "answer-streaming",
    title: "An answer while it is written",
    items: [user("How does a cell divide?")],
    events: [
      added(growing),
      changed(growing, {
        type: "assistant_message.content_part.text_delta",
        content_index: 0,
        delta: "A cell divides in **four phases**:\n\n1. Prophase\n2. Meta",
      }),
    ],
  },
  {
    name: "image-blocked",
    title: "Images of allowed and of other domains in an answer",
    items: [
      answer(
        "![The crest of this site](/static/conversations/logo.svg)\n\n![A picture from elsewhere](https://elsewhere.example/cell.png)",
      ),
    ],
    thread: { allowed_image_domains: ["images.example"] },
  },
  {
    name: "end-of-turn",
    title: "The end of a turn, which shows nothing itself",
    items: [user("Done?"), answer("Done."), { ...at, id: "end", type: "end_of_turn" }],
  },
];
