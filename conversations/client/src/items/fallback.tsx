import type { JSX } from "preact";
import type { Messages } from "../i18n";
import { Icon } from "../icons/icon";
import type { Task, ThreadItem } from "../protocol/types";

/** Items that have no presentation of their own yet: what is known of them, in plain words. */
export function Fallback(props: { item: ThreadItem; live: boolean; text: Messages }): JSX.Element {
  const { item, live, text } = props;
  switch (item.type) {
    case "client_tool_call":
      return <Unsupported icon="bolt" text={live ? text.toolRunning : text.toolInterrupted} />;
    case "workflow": {
      const { summary, tasks } = item.workflow;
      const title =
        summary && "duration" in summary ? text.reasoningSeconds(summary.duration) : summary?.title;
      return <Steps title={title ?? text.workflowUntitled} tasks={tasks} />;
    }
    case "task":
      return <Steps title={item.task.title ?? text.workflowUntitled} tasks={[]} />;
    case "generated_image":
      return <GeneratedImage url={item.image?.url} text={text} />;
    case "structured_input":
      return (
        <Unsupported text={text.structuredUnsupported} tasks={item.inputs.map((i) => i.question)} />
      );
    default:
      return <Unsupported text={text.unsupported(item.type)} />;
  }
}

/** A sentence where an item would be, with the lines that are known of it. */
export function Unsupported(props: { text: string; icon?: string; tasks?: string[] }): JSX.Element {
  const { text, icon = "info", tasks = [] } = props;
  return (
    <div class="fallback">
      <Icon name={icon} size={18} />
      <div>
        {text}
        {tasks.length > 0 && (
          <ol>
            {tasks.map((task) => (
              <li key={task}>{task}</li>
            ))}
          </ol>
        )}
      </div>
    </div>
  );
}

function Steps({ title, tasks }: { title: string; tasks: Task[] }): JSX.Element {
  const lines = tasks
    .map((task) => task.title ?? ("content" in task ? task.content : "") ?? "")
    .filter(Boolean);
  return <Unsupported icon="lucide:list-checks" text={title} tasks={lines} />;
}

function GeneratedImage({ url, text }: { url: string | undefined; text: Messages }): JSX.Element {
  if (!url || !/^https?:/i.test(url)) return <Unsupported icon="images" text={text.imagePending} />;
  return (
    <div class="fallback">
      <Icon name="images" size={18} />
      <a href={url} target="_blank" rel="noopener noreferrer">
        {text.openImage}
      </a>
    </div>
  );
}
