// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Network } from "../network";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A network whose server can be reached again after so many attempts. */
function lostFor(attempts: number) {
  const recover = vi.fn(async () => network.report(recover.mock.calls.length >= attempts));
  const network = new Network(recover);
  network.connect();
  network.report(false);
  return { network, recover };
}

describe("a lost network", () => {
  it("is asked for again, ever less often, until an answer comes", async () => {
    const { network, recover } = lostFor(4);
    expect(network.offline.state).toBe(true);
    await vi.advanceTimersByTimeAsync(500);
    expect(recover).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(recover).toHaveBeenCalledTimes(4);
    expect(network.offline.state).toBe(false);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(recover).toHaveBeenCalledTimes(4);
  });

  it("is asked for at once when the browser says that it is back", async () => {
    const { network, recover } = lostFor(1);
    window.dispatchEvent(new Event("online"));
    await vi.advanceTimersByTimeAsync(0);
    expect(recover).toHaveBeenCalledTimes(1);
    expect(network.offline.state).toBe(false);
  });

  it("lets what failed be done again when any other request got through", async () => {
    const { network, recover } = lostFor(1);
    network.report(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(recover).toHaveBeenCalledTimes(1);
  });

  it("is left alone when the element is gone", async () => {
    const { network, recover } = lostFor(9);
    network.disconnect();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(recover).not.toHaveBeenCalled();
  });

  it("is noticed when the browser says so", () => {
    const network = new Network(async () => undefined);
    network.connect();
    window.dispatchEvent(new Event("offline"));
    expect(network.offline.state).toBe(true);
    network.disconnect();
  });
});
