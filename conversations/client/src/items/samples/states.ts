import type { ClientToolCallItem, StructuredInputItem, ThreadItem } from "../../protocol/types";
import { added, answer, at, type ItemSample, user } from "./base";

const questions: StructuredInputItem = {
  ...at,
  id: "ask",
  type: "structured_input",
  status: "pending",
  inputs: [
    {
      type: "multiple_choice",
      id: "topic",
      question: "Which topic?",
      options: [{ value: "Cells" }, { value: "Genetics" }, { value: "Ecology" }],
    },
    {
      type: "multiple_choice",
      id: "days",
      question: "On which days do you learn?",
      options: [{ value: "Monday" }, { value: "Wednesday" }, { value: "Friday" }],
      multiple: true,
    },
    {
      type: "freeform",
      id: "goal",
      question: "What do you want to be able to do?",
      description: "A sentence is enough.",
    },
  ],
};

const answers: StructuredInputItem = {
  ...questions,
  status: "answered",
  inputs: questions.inputs.map((input, index) => ({
    ...input,
    answer: [
      { values: ["Cells"] },
      { values: ["Monday", "Sunday"] },
      { values: [], skipped: true },
    ][index] ?? { values: [] },
  })),
};

const tool: ClientToolCallItem = {
  ...at,
  id: "tool",
  type: "client_tool_call",
  status: "pending",
  call_id: "call_1",
  name: "open_page",
  arguments: { page: 4 },
};

const unknown = { ...at, id: "new", type: "hologram" } as unknown as ThreadItem;

export const stateSamples: readonly ItemSample[] = [
  {
    name: "structured-input",
    title: "Questions in the place of the composer",
    items: [user("Plan my week"), questions],
  },
  {
    name: "structured-input-answered",
    title: "Questions that were answered",
    items: [user("Plan my week"), answers, answer("Then Mondays and Sundays it is.")],
  },
  {
    name: "structured-input-skipped",
    title: "Questions that were skipped",
    items: [
      user("Plan my week"),
      { ...questions, status: "skipped" },
      answer("Then I plan without them."),
    ],
  },
  {
    name: "client-tool-running",
    title: "A tool of the page at work",
    items: [user("Go to page 4")],
    events: [added(tool)],
  },
  {
    name: "client-tool-interrupted",
    title: "A tool of the page that never answered",
    items: [user("Go to page 4"), tool],
  },
  {
    name: "thread-locked",
    title: "A locked thread",
    items: [user("Hello"), answer("Hello.")],
    thread: { status: { type: "locked", reason: "Your teacher is marking this quiz." } },
  },
  {
    name: "thread-closed",
    title: "A closed thread",
    items: [user("Hello"), answer("Hello.")],
    thread: { status: { type: "closed" } },
  },
  {
    name: "progress",
    title: "Progress of an answer, with its icon",
    items: [user("Mark my essay")],
    events: [{ type: "progress_update", icon: "search", text: "Reading page 2 of 5" }],
  },
  {
    name: "notices",
    title: "Notices of each level",
    items: [user("Hello")],
    events: [
      { type: "notice", level: "info", message: "Chats are kept for *thirty days*." },
      {
        type: "notice",
        level: "warning",
        title: "Nearly full",
        message: "You have used 90 of 100 messages. [Ask for more](/more).",
      },
      { type: "notice", level: "danger", message: "This quiz ends in a minute." },
    ],
  },
  {
    name: "error",
    title: "An answer that failed",
    items: [user("Hello")],
    events: [
      { type: "error", code: "custom", message: "The tutor is resting.", allow_retry: false },
    ],
  },
  {
    name: "error-retry",
    title: "An answer that failed and can be tried again",
    items: [user("Hello")],
    events: [{ type: "error", code: "stream.error", allow_retry: true }],
  },
  {
    name: "unknown-item",
    title: "An item of a kind that a later version may bring",
    items: [unknown, answer("And life goes on.")],
  },
];
