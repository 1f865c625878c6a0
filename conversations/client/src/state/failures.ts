import type { Messages } from "../i18n";
import { ConnectionError, RefusedError } from "../protocol/client";
import { ChatError } from "./host";
import type { Failure } from "./reducer";

/** The same request may work later: too busy, down, or signed in again meanwhile. */
const RETRYABLE = new Set([401, 408, 425, 429]);

/** What to tell the reader about `error`, and whether trying again makes sense. */
export function describe(error: unknown, text: Messages): Failure {
  if (error instanceof RefusedError) {
    return {
      message: error.message || statusSentence(error.status, text),
      canRetry: error.status >= 500 || RETRYABLE.has(error.status),
      ...(error.status === 401 && { needsReload: true }),
    };
  }
  if (error instanceof ConnectionError)
    return { message: text.errorConnection, canRetry: true, isLost: true };
  if (error instanceof ChatError) return { message: error.message, canRetry: false };
  return { message: text.errorUnexpected, canRetry: true };
}

function statusSentence(status: number, text: Messages): string {
  if (status === 401) return text.errorSignedOut;
  if (status === 403) return text.errorForbidden;
  if (status === 404) return text.errorNotFound;
  if (status === 413) return text.errorTooLarge;
  if (status >= 500) return text.errorServer;
  return text.errorRefused;
}
