import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useWords } from "../../i18n";
import type { StructuredInputItem, StructuredSubmission } from "../../protocol/types";
import { questionsCss } from "../../theme/questions.css";
import { addStyles } from "../../theme/sheet";
import { useChat } from "../../ui/context";
import { isFocusLost } from "../../ui/use-start-focus";
import { Question } from "./question";
import { readAnswers } from "./read";

addStyles(questionsCss);

/** The questions of the assistant, in the place of the composer until they are answered or skipped. */
export function StructuredInputForm({ item }: { item: StructuredInputItem }): JSX.Element {
  const { controller } = useChat();
  const { text } = useWords();
  const form = useRef<HTMLFormElement>(null);
  const [sending, setSending] = useState(false);
  const [isEmpty, setEmpty] = useState(false);
  useFocusHandedOn(form);

  const send = async (submission: StructuredSubmission) => {
    setSending(true);
    await controller.answerQuestions(item.id, submission);
    setSending(false);
  };
  const submit = (event: Event) => {
    event.preventDefault();
    if (!form.current || sending) return;
    const answers = readAnswers(item.inputs, new FormData(form.current));
    const isAnswered = Object.values(answers).some(({ skipped }) => !skipped);
    setEmpty(!isAnswered);
    if (isAnswered) void send({ status: "answered", answers });
  };
  return (
    <form
      class="questions"
      ref={form}
      aria-label={text.questionsLabel}
      aria-busy={sending}
      noValidate
      onSubmit={submit}
    >
      <div class="questions-list" inert={sending}>
        {item.inputs.map((input) => (
          <Question key={input.id} input={input} />
        ))}
      </div>
      <div class="questions-buttons">
        {isEmpty && (
          <p class="questions-empty" role="alert">
            {text.questionsEmpty}
          </p>
        )}
        <button
          type="button"
          class="text-button"
          disabled={sending}
          onClick={() => void send({ status: "skipped", answers: {} })}
        >
          {text.questionsSkip}
        </button>
        <button type="submit" class="text-button primary" aria-disabled={sending}>
          {text.questionsSend}
        </button>
      </div>
    </form>
  );
}

/** Takes the focus that the hidden composer lost, and gives it back; never takes another's. */
function useFocusHandedOn(form: { current: HTMLFormElement | null }): void {
  const { composer } = useChat();
  useEffect(() => {
    const place = form.current;
    const frame = requestAnimationFrame(() => {
      if (place && isFocusLost(place.getRootNode()))
        place.querySelector<HTMLElement>("input, textarea")?.focus();
    });
    return () => {
      cancelAnimationFrame(frame);
      if (place?.matches(":focus-within")) requestAnimationFrame(() => composer.follow());
    };
  }, []);
}
