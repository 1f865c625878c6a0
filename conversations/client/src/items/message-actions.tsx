import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useWords } from "../i18n";
import type { FeedbackKind, ThreadItem } from "../protocol/types";
import { useChat } from "../ui/context";
import { IconButton } from "../ui/icon-button";

const COPIED_FOR_MS = 2000;

/** What can be done with an answer: copy it, judge it, have it written again. */
export function MessageActions(props: {
  item: ThreadItem;
  given: FeedbackKind | undefined;
}): JSX.Element {
  const { item, given } = props;
  const { controller, options } = useChat();
  const { text } = useWords();
  const { feedback = false, retry = false } = options.threadItemActions ?? {};
  const { question, answers } = turnOf(item, controller.store.state.items);
  const ids = answers.map(({ id }) => id);
  return (
    <div class="actions">
      <CopyButton text={answers.map(wordsOf).filter(Boolean).join("\n\n")} />
      {feedback && <Feedback ids={ids} given={given} />}
      {retry && question && (
        <IconButton
          small
          icon="reload"
          label={text.answerAgain}
          onClick={() => void controller.answerAgain(question)}
        />
      )}
    </div>
  );
}

function CopyButton({ text: words }: { text: string }): JSX.Element {
  const { announcer } = useChat();
  const { text } = useWords();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), COPIED_FOR_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    await navigator.clipboard.writeText(words);
    setCopied(true);
    announcer.say(text.copied);
  };
  return (
    <IconButton
      small
      icon={copied ? "check" : "lucide:copy"}
      label={copied ? text.copied : text.copy}
      onClick={() => void copy().catch(() => announcer.say(text.copyFailed))}
    />
  );
}

function Feedback(props: { ids: string[]; given: FeedbackKind | undefined }): JSX.Element {
  const { ids, given } = props;
  const { controller, announcer } = useChat();
  const { text } = useWords();
  const [thanked, setThanked] = useState(false);
  const give = async (kind: FeedbackKind) => {
    const taken = await controller.feedback(ids, kind === given ? null : kind);
    setThanked(taken && kind !== given);
    if (taken && kind !== given) announcer.say(text.feedbackThanks);
  };
  const thumb = (kind: FeedbackKind, icon: string, label: string) => (
    <IconButton
      small
      icon={icon}
      label={label}
      pressed={given === kind}
      onClick={() => void give(kind)}
    />
  );
  return (
    <>
      {thumb("positive", "lucide:thumbs-up", text.goodAnswer)}
      {thumb("negative", "lucide:thumbs-down", text.badAnswer)}
      {thanked && given && <span class="thanks">{text.feedbackThanks}</span>}
    </>
  );
}

/** The id of the message that `item` answers, and everything that answers it. */
function turnOf(
  item: ThreadItem,
  items: readonly ThreadItem[],
): { question: string | undefined; answers: readonly ThreadItem[] } {
  const upTo = items.slice(0, items.findIndex(({ id }) => id === item.id) + 1);
  const start = upTo.findLastIndex(({ type }) => type === "user_message");
  return { question: upTo[start]?.id, answers: upTo.slice(start + 1) };
}

/** What an item is when it is copied: the Markdown of an answer, what a widget says of itself. */
function wordsOf(item: ThreadItem): string {
  if (item.type === "widget") return item.copy_text ?? "";
  return item.type === "assistant_message"
    ? item.content.map((part) => part.text).join("\n\n")
    : "";
}
