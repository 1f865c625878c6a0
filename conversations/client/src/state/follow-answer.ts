import {
  type ChatKitClient,
  ConnectionError,
  type Position,
  RefusedError,
} from "../protocol/client";
import type { StreamEvent, StreamRequest } from "../protocol/types";
import { backOff } from "./back-off";

interface Reading {
  signal: AbortSignal;
  position: Position;
  /** The thread that the answer belongs to, as soon as it is known. */
  threadId: () => string | undefined;
}

/**
 * The events that answer `request`. Where the connection is lost and the server can go on, it goes on,
 * however long that takes.
 *
 * @throws what `ChatKitClient.stream` throws; a RefusedError "not_running" when the answer ended meanwhile
 */
export async function* followAnswer(
  client: ChatKitClient,
  request: StreamRequest,
  { signal, position, threadId }: Reading,
): AsyncGenerator<StreamEvent> {
  let next = request;
  let failures = 0;
  let isOver = false;
  for (;;) {
    try {
      for await (const event of client.stream(next, signal, position)) {
        failures = 0;
        isOver = event.type === "error";
        yield event;
      }
      return;
    } catch (error) {
      if (isOver) return;
      const thread_id = threadId();
      if (!position.cursor || !thread_id || signal.aborted || !mayPass(error)) throw error;
      next = { type: "threads.resume", params: { thread_id, after: position.cursor } };
    }
    await backOff(failures++, signal);
    signal.throwIfAborted();
  }
}

/** The network or a server that starts again, not a refusal. */
function mayPass(error: unknown): boolean {
  if (error instanceof RefusedError) return error.status >= 500 || error.status === 429;
  return error instanceof ConnectionError;
}
