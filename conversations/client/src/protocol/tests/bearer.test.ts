// @vitest-environment happy-dom
// @vitest-environment-options { "url": "https://page.example/" }
import { afterEach, expect, it, vi } from "vitest";
import { bearerFetch, ClientSecret } from "../bearer";

const HOME = "https://chat.example/chatkit";

/** A server that takes one secret, and what it was sent. */
function serve(accepted: { secret: string }) {
  const sent: (string | null)[] = [];
  vi.stubGlobal("fetch", async (_input: unknown, init?: RequestInit) => {
    const header = new Headers(init?.headers).get("Authorization");
    sent.push(header);
    return new Response("{}", { status: header === `Bearer ${accepted.secret}` ? 200 : 401 });
  });
  return sent;
}

afterEach(() => vi.unstubAllGlobals());

it("signs requests with a secret that is asked for once", async () => {
  const sent = serve({ secret: "one" });
  const ask = vi.fn(async () => "one");
  const signed = bearerFetch(new ClientSecret(ask), HOME);
  await Promise.all([signed(HOME), signed(HOME), signed(HOME)]);
  await signed(HOME);
  expect(sent).toEqual(Array(4).fill("Bearer one"));
  expect(ask).toHaveBeenCalledExactlyOnceWith(null);
});

it("renews a refused secret once for all requests that were refused", async () => {
  const accepted = { secret: "one" };
  serve(accepted);
  const ask = vi.fn(async (current: string | null) => (current ? "two" : "one"));
  const signed = bearerFetch(new ClientSecret(ask), HOME);
  await signed(HOME);
  accepted.secret = "two";
  const answers = await Promise.all([signed(HOME), signed(HOME), signed(HOME)]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(ask.mock.calls).toEqual([[null], ["one"]]);
});

it("gives up after one renewal, and asks again for the next request", async () => {
  const sent = serve({ secret: "another" });
  const ask = vi.fn(async () => "refused");
  const signed = bearerFetch(new ClientSecret(ask), HOME);
  expect((await signed(HOME)).status).toBe(401);
  expect(sent).toHaveLength(2);
  await signed(HOME);
  expect(ask).toHaveBeenCalledTimes(3);
});

it("asks again after the page could not give a secret", async () => {
  serve({ secret: "one" });
  const ask = vi.fn(async () => "one").mockRejectedValueOnce(new Error("signed out"));
  const signed = bearerFetch(new ClientSecret(ask), HOME);
  await expect(signed(HOME)).rejects.toThrow("signed out");
  expect((await signed(HOME)).status).toBe(200);
});

it("keeps the secret from other origins", async () => {
  const sent = serve({ secret: "one" });
  await bearerFetch(new ClientSecret(async () => "one"), HOME)("https://bucket.example/file");
  expect(sent).toEqual([null]);
});
