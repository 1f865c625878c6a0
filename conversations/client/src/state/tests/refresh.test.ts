import { describe, expect, it } from "vitest";
import type { ThreadItem } from "../../protocol/types";
import { type ChatState, emptyChat, reduce } from "../reducer";

const thread = { id: "t", created_at: "2026-11-21T08:00:00" };
const base = { thread_id: "t", created_at: thread.created_at };

const asked = (id: string, text: string): ThreadItem => ({
  ...base,
  id,
  type: "user_message",
  content: [{ type: "input_text", text }],
  attachments: [],
  inference_options: {},
});
const answered = (id: string, text: string): ThreadItem => ({
  ...base,
  id,
  type: "assistant_message",
  content: [{ type: "output_text", text, annotations: [] }],
});

function chat(...items: ThreadItem[]): ChatState {
  return { ...emptyChat, thread, items };
}

/** The state after the newest page, given oldest first, was fetched again. */
function refreshed(state: ChatState, items: ThreadItem[], keepAnswer = true): ChatState {
  const page = { data: structuredClone(items).reverse(), has_more: false };
  return reduce(state, { type: "local.refreshed", thread, page, keepAnswer });
}

const ids = ({ items }: ChatState) => items.map(({ id }) => id);

describe("a thread that is fetched again", () => {
  it("keeps items that are the same, so that nothing is drawn again", () => {
    const before = chat(asked("u", "Hi"), answered("a", "Hello"));
    const after = refreshed(before, [asked("u", "Hi"), answered("a", "Hello there")]);
    expect(after.items[0]).toBe(before.items[0]);
    expect(after.items[1]).toEqual(answered("a", "Hello there"));
  });

  it("keeps older items that the page does not reach back to", () => {
    const before = chat(asked("u1", "One"), asked("u2", "Two"));
    expect(ids(refreshed(before, [asked("u2", "Two"), answered("a", "3")]))).toEqual([
      "u1",
      "u2",
      "a",
    ]);
  });

  it("drops what was removed meanwhile, but for an answer that is perhaps not stored yet", () => {
    const before = chat(asked("u", "Hi"), asked("gone", "?"), answered("a", "Half an ans"));
    expect(ids(refreshed(before, [asked("u", "Hi")]))).toEqual(["u", "a"]);
    expect(ids(refreshed(before, [asked("u", "Hi")], false))).toEqual(["u"]);
  });

  it("shows a message once that reached the server although no answer came", () => {
    const before = chat(asked("u", "Hi"), asked("local:1", "Are you there?"));
    const after = refreshed(before, [asked("u", "Hi"), asked("u2", "Are you there?")]);
    expect(ids(after)).toEqual(["u", "u2"]);
  });

  it("keeps a message that did not reach the server, also one with the words of an older one", () => {
    const before = chat(asked("u", "Hi"), asked("local:1", "Hi"));
    expect(ids(refreshed(before, [asked("u", "Hi")]))).toEqual(["u", "local:1"]);
  });

  it("forgets that the connection was lost when the server went on without it", () => {
    const failure = { message: "Lost.", canRetry: true, isLost: true };
    const before = { ...chat(asked("u", "Hi")), failure };
    expect(refreshed(before, [asked("u", "Hi")]).failure).toBe(failure);
    expect(refreshed(before, [asked("u", "Hi"), answered("a", "Yes")]).failure).toBeNull();
  });
});
