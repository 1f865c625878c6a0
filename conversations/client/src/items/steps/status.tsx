import type { JSX } from "preact";
import { useWords } from "../../i18n";
import { Icon } from "../../icons/icon";
import type { Task } from "../../protocol/types";

export function Spinner({ label }: { label?: string }): JSX.Element {
  return (
    <span class="spinner">
      <i aria-hidden="true" />
      {label && <span class="visually-hidden">{label}</span>}
    </span>
  );
}

/** How far a step has come: a turning ring, a tick, or a dot that says nothing. */
export function Status({ of }: { of: Task["status_indicator"] }): JSX.Element {
  const { text } = useWords();
  if (of === "loading") return <Spinner label={text.taskRunning} />;
  if (of === "complete") return <Icon name="check" size={16} label={text.taskComplete} />;
  return <span class="step-dot" aria-hidden="true" />;
}
