import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ThreadItem } from "../../protocol/types";
import { emptyChat, reduce } from "../reducer";
import { Store } from "../store";
import { Waiting } from "../waiting";

const NOW = "2026-11-21T08:00:00";
const message = (created_at = NOW) =>
  ({ id: "u", type: "user_message", created_at, content: [] }) as unknown as ThreadItem;
const answer = { id: "a", type: "assistant_message", created_at: NOW, content: [] } as unknown;

beforeEach(() => vi.useFakeTimers({ now: new Date(NOW) }));
afterEach(() => vi.useRealTimers());

/** A thread with these items; `answeredBy`: the question for news that brings the answer. */
function thread(items: ThreadItem[], answeredBy = Number.POSITIVE_INFINITY) {
  const store = new Store({ ...emptyChat, items }, reduce);
  const giveUp = vi.fn();
  const refresh = vi.fn(async () => {
    if (refresh.mock.calls.length >= answeredBy)
      store.dispatch({ type: "thread.item.done", item: answer as ThreadItem });
  });
  return { store, giveUp, refresh, waiting: new Waiting(store, refresh, giveUp) };
}

describe("an answer that can't be listened to", () => {
  it("is asked for until it is there", async () => {
    const { store, refresh, giveUp, waiting } = thread([message()], 3);
    void waiting.start();
    expect(store.state.awaiting).toBe(true);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(refresh).toHaveBeenCalledTimes(3);
    expect(store.state.awaiting).toBe(false);
    expect(giveUp).not.toHaveBeenCalled();
  });

  it("is given up after half a minute", async () => {
    const { store, giveUp, waiting } = thread([message()]);
    void waiting.start();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(store.state.awaiting).toBe(false);
    expect(giveUp).toHaveBeenCalledOnce();
  });

  it("is not waited for where the last word is not the reader's", () => {
    const { store, waiting } = thread([message(), answer as ThreadItem]);
    void waiting.start();
    expect(store.state.awaiting).toBe(false);
  });

  it("is not waited for when the message is from the day before yesterday", () => {
    const { store, waiting } = thread([message("2026-11-19T08:00:00")]);
    void waiting.start();
    expect(store.state.awaiting).toBe(false);
  });

  it("is no longer asked for when the reader goes on", async () => {
    const { refresh, giveUp, waiting } = thread([message()]);
    void waiting.start();
    await vi.advanceTimersByTimeAsync(1500);
    waiting.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(refresh).toHaveBeenCalledTimes(1);
    expect(giveUp).not.toHaveBeenCalled();
  });
});
