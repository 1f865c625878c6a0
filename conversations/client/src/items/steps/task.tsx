import type { ComponentChildren, JSX } from "preact";
import { type Messages, useWords } from "../../i18n";
import { Icon } from "../../icons/icon";
import type { Task as AnyTask } from "../../protocol/types";
import { Markdown } from "../../text/markdown";
import { SourceLink } from "../sources/link";

interface Kind<T extends AnyTask> {
  icon: (task: T) => string;
  title: (task: T, text: Messages) => string | undefined;
  body?: (task: T) => ComponentChildren;
}

/** Every kind of task. The compiler sees to it that none is missing. */
const kinds: { [T in AnyTask["type"]]: Kind<Extract<AnyTask, { type: T }>> } = {
  custom: {
    icon: ({ icon = "" }) => icon,
    title: ({ title }) => title,
    body: ({ content }) => content && <Markdown value={content} />,
  },
  web_search: {
    icon: () => "globe",
    title: ({ title, title_query }, text) => title ?? title_query ?? text.taskSearch,
    body: ({ queries = [], sources = [] }) => (
      <>
        <Queries queries={queries} />
        <SourceList sources={sources} />
      </>
    ),
  },
  thought: {
    icon: () => "lightbulb",
    title: ({ title }, text) => title ?? text.taskThought,
    body: ({ content }) => <Markdown value={content} />,
  },
  file: {
    icon: () => "document",
    title: ({ title }, text) => title ?? text.taskFiles,
    body: ({ sources = [] }) => <SourceList sources={sources} />,
  },
  image: { icon: () => "square-image", title: ({ title }, text) => title ?? text.taskImage },
};

/** What a task is called; undefined for one without any words. */
export function titleOf(task: AnyTask, text: Messages): string | undefined {
  const kind = kinds[task.type] as Kind<AnyTask> | undefined;
  return kind ? kind.title(task, text) : task.title;
}

/** One step: what was done and what came of it. A kind that is not known shows its title. */
export function Task({ task }: { task: AnyTask }): JSX.Element {
  const { text } = useWords();
  const kind = kinds[task.type] as Kind<AnyTask> | undefined;
  const title = titleOf(task, text);
  const icon = kind?.icon(task);
  return (
    <div class="task">
      {title && (
        <p class="task-title" dir="auto">
          {icon && <Icon name={icon} size={16} />}
          <span>{title}</span>
        </p>
      )}
      {kind?.body?.(task)}
    </div>
  );
}

function Queries({ queries }: { queries: readonly string[] }): JSX.Element | null {
  if (queries.length === 0) return null;
  return (
    <ul class="queries">
      {queries.map((query) => (
        <li key={query} dir="auto">
          <Icon name="search" size={14} />
          {query}
        </li>
      ))}
    </ul>
  );
}

type Found = Parameters<typeof SourceLink>[0]["source"];

function SourceList({ sources }: { sources: readonly Found[] }): JSX.Element | null {
  if (sources.length === 0) return null;
  return (
    <ul class="task-sources">
      {sources.map((source, at) => (
        <li key={at}>
          <SourceLink source={source} />
        </li>
      ))}
    </ul>
  );
}
