import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";
import { type Messages, useWords } from "../../i18n";
import { Icon } from "../../icons/icon";
import type { Workflow as Steps } from "../../protocol/types";
import type { ItemProps } from "../others";
import { Spinner, Status } from "./status";
import { Task, titleOf } from "./task";

/** The steps of an answer: one line that says what is being done, and all of them below it. */
export function Workflow({ item, live }: ItemProps<"workflow">): JSX.Element {
  const { text } = useWords();
  const { workflow } = item;
  const [chosen, setChosen] = useState<boolean>();
  const list = useId();
  const open = chosen ?? workflow.expanded ?? false;
  const running = live && !workflow.summary;
  return (
    <div class="steps">
      <button
        type="button"
        class="steps-toggle"
        aria-expanded={open}
        aria-controls={list}
        onClick={() => setChosen(!open)}
      >
        {running ? <Spinner /> : <SummaryIcon workflow={workflow} />}
        <span dir="auto">{headline(workflow, running, text)}</span>
        <span class="steps-chevron">
          <Icon name="lucide:chevron-down" size={16} />
        </span>
      </button>
      <ol id={list} hidden={!open}>
        {workflow.tasks.map((task, at) => (
          <li key={at}>
            <span class="step-status">
              <Status of={task.status_indicator} />
            </span>
            <Task task={task} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function SummaryIcon({ workflow: { type, summary } }: { workflow: Steps }): JSX.Element {
  const own = summary && "icon" in summary ? summary.icon : undefined;
  return (
    <Icon name={own ?? (type === "reasoning" ? "lightbulb" : "lucide:list-checks")} size={18} />
  );
}

/** The summary; without one what is being done now, or what this was. */
function headline({ type, summary, tasks }: Steps, running: boolean, text: Messages): string {
  if (summary && "duration" in summary) return text.reasoningSeconds(summary.duration);
  if (summary) return summary.title;
  const last = tasks.at(-1);
  const now = running && last && titleOf(last, text);
  if (now) return now;
  if (type === "reasoning") return running ? text.reasoning : text.reasoned;
  return text.workflowUntitled;
}
