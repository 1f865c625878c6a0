import type { JSX } from "preact";
import { useWords } from "../i18n";
import { Aside } from "./aside";
import type { ItemProps } from "./others";
import { Spinner } from "./steps/status";

/** A tool of the page: at work, or left without an answer. One that has answered shows nothing. */
export function ToolCall({ live }: ItemProps<"client_tool_call">): JSX.Element {
  const { text } = useWords();
  return live ? (
    <p class="tool-call">
      <Spinner />
      {text.toolRunning}
    </p>
  ) : (
    <Aside icon="bolt" text={text.toolInterrupted} />
  );
}
