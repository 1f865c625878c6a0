import type { FeedbackKind, Page } from "../protocol/types";

/** What the reader thought of answers. */
export interface Feedback {
  given: Readonly<Record<string, FeedbackKind>>;
  /** The server tells it with its pages, and lets it be taken back. */
  isKept: boolean;
}

export const noFeedback: Feedback = { given: {}, isKept: false };

export function withFeedback(before: Feedback, page: Page<unknown>): Feedback {
  if (!page.feedback) return before;
  return { given: { ...before.given, ...page.feedback }, isKept: true };
}

/** `kind` null: taken back. */
export function judged(
  before: Feedback,
  ids: readonly string[],
  kind: FeedbackKind | null,
): Feedback {
  const others = Object.entries(before.given).filter(([id]) => !ids.includes(id));
  const these = kind ? ids.map((id) => [id, kind] as const) : [];
  return { ...before, given: Object.fromEntries([...others, ...these]) };
}
