import type { JSX } from "preact";
import { useWords } from "../../i18n";
import type { StructuredInput } from "../../protocol/types";
import { Aside } from "../aside";
import type { ItemProps } from "../others";

/** Questions that were put to the reader, with what was answered. They are answered in the composer. */
export function Answers({ item }: ItemProps<"structured_input">): JSX.Element {
  const { text } = useWords();
  if (item.status === "pending")
    return <Aside icon="circle-question" text={text.questionsPending} />;
  if (item.status === "skipped")
    return <Aside icon="circle-question" text={text.questionsSkipped} />;
  return (
    <dl class="answers" aria-label={text.questionsAnswered}>
      {item.inputs.map((input) => (
        <div key={input.id}>
          <dt dir="auto">{input.question}</dt>
          <dd dir="auto">{given(input) || <i>{text.questionSkipped}</i>}</dd>
        </div>
      ))}
    </dl>
  );
}

function given({ answer }: StructuredInput): string {
  return answer && !answer.skipped ? answer.values.join(", ") : "";
}
