import type { JSX, RefObject } from "preact";
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
export function StructuredInputForm(props: {
  item: StructuredInputItem;
  /** They came while the reader was there: the focus that the composer loses is theirs. */
  takesFocus?: boolean;
}): JSX.Element {
  const { item, takesFocus = false } = props;
  const { controller } = useChat();
  const { text } = useWords();
  const form = useRef<HTMLFormElement>(null);
  const [sending, setSending] = useState(false);
  const [isEmpty, setEmpty] = useState(false);
  const hadFocus = useFocusHandedOn(form, takesFocus);

  const send = async (submission: StructuredSubmission) => {
    if (sending) return;
    setSending(true);
    hadFocus.current = form.current?.matches(":focus-within") ?? false;
    await controller.answerQuestions(item.id, submission);
    setSending(false);
  };
  const submit = (event: Event) => {
    event.preventDefault();
    if (!form.current) return;
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
          aria-disabled={sending}
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

/**
 * Takes the focus that the composer lost, never another's, and gives it back when the form goes: if it
 * was in here when the answers were sent, which what is returned has to hold.
 */
function useFocusHandedOn(form: RefObject<HTMLFormElement | null>, takesFocus: boolean) {
  const { composer } = useChat();
  const hadFocus = useRef(false);
  useEffect(() => {
    const place = form.current;
    const root = place?.getRootNode();
    if (!place || !root) return;
    const frame = requestAnimationFrame(() => {
      if (takesFocus && isFocusLost(root))
        place.querySelector<HTMLElement>("input, textarea")?.focus();
    });
    return () => {
      cancelAnimationFrame(frame);
      if (hadFocus.current) whenDrawn(() => isFocusLost(root) && composer.follow());
    };
  }, []);
  return hadFocus;
}

/** The composer is reached once it is drawn, and its effects have run. */
function whenDrawn(work: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(work)));
}
