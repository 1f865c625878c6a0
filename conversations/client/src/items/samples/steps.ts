import type { GeneratedImageItem, Task, Workflow, WorkflowItem } from "../../protocol/types";
import { added, answer, at, changed, type ItemSample, user } from "./base";

const search: Task = {
  type: "web_search",
  title: "Searched the library",
  title_query: "phases of mitosis",
  queries: ["phases of mitosis", "mitosis duration"],
  sources: [
    {
      type: "url",
      title: "Mitosis",
      url: "https://biology.example/cells/mitosis",
      attribution: "Biology Reader",
    },
    { type: "url", title: "Cell cycle", url: "https://cells.example/cycle" },
  ],
  status_indicator: "complete",
};
const files: Task = {
  type: "file",
  title: "Read two files",
  sources: [
    { type: "file", title: "Lecture 4", filename: "lecture-04.pdf" },
    { type: "file", title: "Exercises", filename: "exercises.docx" },
  ],
  status_indicator: "complete",
};
const custom: Task = {
  type: "custom",
  title: "Compared the two",
  icon: "lab",
  content: "They agree on the *order* of the phases, not on how long each takes.",
  status_indicator: "loading",
};
const thought: Task = {
  type: "thought",
  title: "Weighing the question",
  content: "The learner asks about **order**, so names come first.\n\nTimes can follow.",
};
const image: Task = { type: "image", title: "Looked at the picture", status_indicator: "none" };

function workflow(id: string, value: Workflow): WorkflowItem {
  return { ...at, id, type: "workflow", workflow: value };
}

const running = workflow("wf_running", {
  type: "custom",
  tasks: [search],
  expanded: true,
});
const drawing: GeneratedImageItem = { ...at, id: "img_drawing", type: "generated_image" };

const PICTURE =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAYAAABytg0kAAAAEklEQVR42mNk+M9Qz0AEYBxVSF8AAIo7BAGjtvUoAAAAAElFTkSuQmCC";

export const stepSamples: readonly ItemSample[] = [
  {
    name: "workflow-custom",
    title: "Steps of an answer, every kind of task",
    items: [
      user("Compare the sources"),
      workflow("wf_all", {
        type: "custom",
        tasks: [search, files, { ...custom, status_indicator: "complete" }, thought, image],
        summary: { title: "Compared two sources", icon: "lab" },
        expanded: true,
      }),
      answer("They agree."),
    ],
  },
  {
    name: "workflow-running",
    title: "Steps while they are taken",
    items: [user("Compare the sources")],
    events: [
      added(running),
      changed(running, { type: "workflow.task.added", task_index: 1, task: files }),
      changed(running, { type: "workflow.task.added", task_index: 2, task: custom }),
    ],
  },
  {
    name: "workflow-reasoning",
    title: "Reasoning, with the time it took",
    items: [
      user("Why four phases?"),
      workflow("wf_reasoning", {
        type: "reasoning",
        tasks: [thought],
        summary: { duration: 12 },
      }),
      answer("Because that is how they were first told apart."),
    ],
  },
  {
    name: "task",
    title: "A task of its own, without steps around it",
    items: [{ ...at, id: "task", type: "task", task: search }],
  },
  {
    name: "generated-image",
    title: "A picture that was made",
    items: [
      user("Draw a cell"),
      {
        ...at,
        id: "img_done",
        type: "generated_image",
        image: { id: "img", url: PICTURE },
      },
    ],
  },
  {
    name: "generated-image-progress",
    title: "A picture while it is made",
    items: [user("Draw a cell")],
    events: [
      added(drawing),
      changed(drawing, {
        type: "generated_image.updated",
        image: { id: "img", url: PICTURE },
        progress: 0.4,
      }),
    ],
  },
  {
    name: "generated-image-blocked",
    title: "A picture from a domain that is not allowed",
    items: [
      {
        ...at,
        id: "img_blocked",
        type: "generated_image",
        image: { id: "img", url: "https://elsewhere.example/cell.png" },
      },
    ],
  },
];
