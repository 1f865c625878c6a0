import { useEffect, useRef } from "preact/hooks";
import { useLazy } from "../lazy";
import type { ThreadItem } from "../protocol/types";
import { soon } from "../soon";
import type { ChatState } from "../state/reducer";
import type { AnswerReader } from "./answer-reader";
import { useChat } from "./context";

/** Silence longer than this is explained. */
const SILENT_MS = 3000;

/** Lets the live region say what an answer says, as it comes; an error is an alert, said by itself. */
export function useAnnouncements({ streaming, items, progress, failure }: ChatState): void {
  const { announcer, text } = useChat();
  const reader = useRef<AnswerReader | null>(null);
  const hasSaid = useRef(false);
  const before = useRef<readonly ThreadItem[] | null>(null);
  /** What was there before an answer that is still to be heard. */
  const known = useRef<readonly ThreadItem[] | null>(null);
  const part = useLazy(soon, streaming || known.current !== null);

  useEffect(() => {
    if (streaming && !known.current) {
      known.current = before.current ?? upToQuestion(items);
      hasSaid.current = false;
    }
    if (!streaming) before.current = items;
    if (!known.current || !part) return;
    reader.current ??= new part.AnswerReader(known.current);
    for (const words of reader.current.next(items, !streaming)) {
      announcer.dropPassing();
      announcer.say(words);
      hasSaid.current = true;
    }
    if (streaming) return;
    reader.current = known.current = null;
    announcer.dropPassing();
    if (!failure && !hasSaid.current) announcer.say(text.answerDone);
  }, [streaming, items, failure, announcer, text, part]);
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
