/** `thread.item.updated`: one small change of one item. Unknown changes leave the item as it is. */
import type {
  AssistantContent,
  AssistantMessageItem,
  ItemUpdate,
  Task,
  ThreadItem,
} from "../protocol/types";
import type { WidgetRoot } from "../widgets/types";

export function updateItem(item: ThreadItem, update: ItemUpdate): ThreadItem {
  switch (item.type) {
    case "assistant_message":
      return updateMessage(item, update);
    case "widget": {
      const widget = updateWidget(item.widget, update);
      return widget === item.widget ? item : { ...item, widget };
    }
    case "workflow": {
      if (update.type !== "workflow.task.added" && update.type !== "workflow.task.updated")
        return item;
      const tasks = putTask(item.workflow.tasks, update.task_index, update.task);
      return { ...item, workflow: { ...item.workflow, tasks } };
    }
    case "generated_image": {
      if (update.type !== "generated_image.updated") return item;
      const { image, progress } = update;
      return progress === undefined ? { ...item, image } : { ...item, image, progress };
    }
    default:
      return item;
  }
}

function updateMessage(item: AssistantMessageItem, update: ItemUpdate): AssistantMessageItem {
  if (!("content_index" in update)) return item;
  const index = update.content_index;
  return putPart(item, index, updatePart(partAt(item, index), update));
}

function updatePart(part: AssistantContent, update: ItemUpdate): AssistantContent {
  switch (update.type) {
    case "assistant_message.content_part.added":
      return { ...update.content, annotations: update.content.annotations ?? [] };
    case "assistant_message.content_part.text_delta":
      return { ...part, text: part.text + update.delta };
    case "assistant_message.content_part.annotation_added": {
      const annotations = part.annotations.toSpliced(update.annotation_index, 0, update.annotation);
      return { ...part, annotations };
    }
    case "assistant_message.content_part.done": {
      // An agent's `done` has no annotations; those that came on the way stay.
      const sent = update.content.annotations ?? [];
      return { ...update.content, annotations: sent.length > 0 ? sent : part.annotations };
    }
    default:
      return part;
  }
}

const EMPTY_PART: AssistantContent = { type: "output_text", text: "", annotations: [] };

function partAt(item: AssistantMessageItem, index: number): AssistantContent {
  const part = item.content[index];
  return part ? { ...part, annotations: part.annotations ?? [] } : EMPTY_PART;
}

/** Parts may arrive out of order: a gap is filled with empty ones, as the server does. */
function putPart(
  item: AssistantMessageItem,
  index: number,
  part: AssistantContent,
): AssistantMessageItem {
  const length = Math.max(item.content.length, index + 1);
  const content = Array.from({ length }, (_, at) =>
    at === index ? part : (item.content[at] ?? EMPTY_PART),
  );
  return { ...item, content };
}

function putTask(tasks: Task[], index: number, task: Task): Task[] {
  const next = [...tasks];
  next[Math.min(index, tasks.length)] = task;
  return next;
}

function updateWidget(widget: WidgetRoot, update: ItemUpdate): WidgetRoot {
  switch (update.type) {
    case "widget.root.updated":
      return update.widget;
    case "widget.component.updated":
      return replaceNode(widget, update.component_id, () => update.component);
    case "widget.streaming_text.value_delta":
      return replaceNode(widget, update.component_id, (node) => ({
        ...node,
        value: ("value" in node && typeof node.value === "string" ? node.value : "") + update.delta,
        streaming: !update.done,
      }));
    default:
      return widget;
  }
}

/** The tree with the node named `id` changed; everything beside the path to it is shared. */
function replaceNode<T extends object>(tree: T, id: string, change: (node: T) => object): T {
  if ("type" in tree && "id" in tree && tree.id === id) return change(tree) as T;
  let changed: Record<string, unknown> | undefined;
  for (const [key, value] of Object.entries(tree)) {
    if (key === "payload") continue; // the author's data, whatever its ids are
    const next = replaceWithin(value, id, change as (node: object) => object);
    if (next !== value) changed = { ...changed, [key]: next };
  }
  return changed ? { ...tree, ...changed } : tree;
}

function replaceWithin(value: unknown, id: string, change: (node: object) => object): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (!Array.isArray(value)) return replaceNode(value, id, change);
  const next = value.map((entry: unknown) => replaceWithin(entry, id, change));
  return next.some((entry, at) => entry !== value[at]) ? next : value;
}
