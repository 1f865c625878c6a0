import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { Lazy, useLazy } from "../../lazy";
import type { StructuredInputItem } from "../../protocol/types";
import type { ChatState } from "../../state/reducer";
import { ClosedBanner } from "./closed";
import { Composer } from "./composer";

const questions = new Lazy("The questions", () => import("../../items/structured-input/form"));

/** The place below the thread: for writing, for answering questions, or for saying that it is closed. */
export function ComposerSlot({ state }: { state: ChatState }): JSX.Element {
  const { thread, streaming, canStop, loading } = state;
  const { asked, isLive } = useQuestions(state);
  const form = useLazy(questions, asked !== undefined);
  if (thread?.status?.type === "closed") return <ClosedBanner reason={thread.status.reason} />;
  if (asked && form) {
    return <form.StructuredInputForm key={asked.id} item={asked} takesFocus={isLive} />;
  }
  return (
    <Composer
      status={thread?.status}
      streaming={streaming}
      canStop={canStop}
      loading={loading !== null}
    />
  );
}

/**
 * The questions to show: from the end of the answer that asked until the server has the answers.
 * Should sending fail, they are still there, with what was filled in.
 */
function useQuestions(state: ChatState) {
  const shown = useRef("");
  const isLive = useRef(false);
  if (state.streaming) isLive.current = true;
  const waiting = pendingQuestions(state);
  if (waiting && !state.streaming) shown.current = waiting.id;
  return {
    asked: waiting && waiting.id === shown.current ? waiting : undefined,
    isLive: isLive.current,
  };
}

/** Questions with which the thread ends wait for their answers. */
function pendingQuestions({ items, thread }: ChatState): StructuredInputItem | undefined {
  const last = items.findLast(({ type }) => type !== "end_of_turn");
  const isWaiting = last?.type === "structured_input" && last.status === "pending";
  return isWaiting && thread?.status?.type !== "locked" ? last : undefined;
}
