import { useEffect, useRef } from "preact/hooks";
import type { ThreadItem } from "../protocol/types";
import type { ChatState } from "../state/reducer";
import { AnswerReader } from "./answer-reader";
import { useChat } from "./context";

/** Silence longer than this is explained. */
const SILENT_MS = 3000;

/** Lets the live region say what an answer says, as it comes; an error is an alert, said by itself. */
export function useAnnouncements({ streaming, items, progress, failure }: ChatState): void {
  const { announcer, text } = useChat();
  const reader = useRef<AnswerReader | null>(null);
  const hasSaid = useRef(false);
  const before = useRef<readonly ThreadItem[] | null>(null);

  useEffect(() => {
    if (streaming && !reader.current) {
      reader.current = new AnswerReader(before.current ?? upToQuestion(items));
      hasSaid.current = false;
    }
    if (!streaming) before.current = items;
    const answer = reader.current;
    if (!answer) return;
    for (const words of answer.next(items, !streaming)) {
      announcer.dropPassing();
      announcer.say(words);
      hasSaid.current = true;
    }
    if (streaming) return;
    reader.current = null;
    announcer.dropPassing();
    if (!failure && !hasSaid.current) announcer.say(text.answerDone);
  }, [streaming, items, failure, announcer, text]);
  useEffect(() => {
    if (progress) announcer.sayInPassing(progress.text);
  }, [progress, announcer]);
  useEffect(() => {
    if (!streaming) return;
    const timer = setTimeout(() => {
      if (!hasSaid.current) announcer.sayInPassing(text.answering);
    }, SILENT_MS);
    return () => clearTimeout(timer);
  }, [streaming, announcer, text]);
}

/** What is old in a thread that appears while it is answered. */
function upToQuestion(items: readonly ThreadItem[]): readonly ThreadItem[] {
  return items.slice(0, items.findLastIndex(({ type }) => type === "user_message") + 1);
}
