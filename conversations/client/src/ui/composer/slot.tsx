import type { JSX } from "preact";
import { Lazy, useLazy } from "../../lazy";
import type { StructuredInputItem } from "../../protocol/types";
import type { ChatState } from "../../state/reducer";
import { ClosedBanner } from "./closed";
import { Composer } from "./composer";

const questions = new Lazy("The questions", () => import("../../items/structured-input/form"));

/** The place below the thread: for writing, for answering questions, or for saying that it is closed. */
export function ComposerSlot({ state }: { state: ChatState }): JSX.Element {
  const { thread, streaming, canStop, loading } = state;
  const asked = pendingQuestions(state);
  const form = useLazy(questions, asked !== undefined);
  if (thread?.status?.type === "closed") return <ClosedBanner reason={thread.status.reason} />;
  if (asked && form) return <form.StructuredInputForm key={asked.id} item={asked} />;
  return (
    <Composer
      status={thread?.status}
      streaming={streaming}
      canStop={canStop}
      loading={loading !== null}
    />
  );
}

/** Questions with which the thread ends wait for their answers. */
export function pendingQuestions(
  state: Pick<ChatState, "items" | "streaming" | "thread">,
): StructuredInputItem | undefined {
  const last = state.items.findLast(({ type }) => type !== "end_of_turn");
  const isWaiting = last?.type === "structured_input" && last.status === "pending";
  const isLocked = state.thread?.status?.type === "locked";
  return isWaiting && !state.streaming && !isLocked ? last : undefined;
}
