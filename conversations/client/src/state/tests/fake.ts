import type { ChatKitOptions } from "@openai/chatkit";
import { en } from "../../i18n/en";
import { ChatKitClient } from "../../protocol/client";
import { Controller } from "../controller";
import type { Host } from "../host";

/** One request as the server sees it. */
export interface Sent {
  type: string;
  params: Record<string, unknown>;
  headers: Headers;
}

type Reply = Response | ((sent: Sent, signal: AbortSignal | null) => Response | Promise<Response>);

export const json = (value: unknown, status = 200) =>
  new Response(JSON.stringify(value), { status, headers: { "content-type": "application/json" } });

export const sse = (...events: object[]) =>
  new Response(events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(""), {
    headers: { "content-type": "text/event-stream" },
  });

/** A stream that says `events` and stays open until `end` is called or the request is aborted. */
export function openStream(...events: object[]) {
  const encoder = new TextEncoder();
  const frame = (event: object) => encoder.encode(`data: ${JSON.stringify(event)}\n\n`);
  let source: ReadableStreamDefaultController<Uint8Array>;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      source = controller;
      for (const event of events) controller.enqueue(frame(event));
    },
  });
  return {
    say: (event: object) => source.enqueue(frame(event)),
    end: () => source.close(),
    breakOff: () => source.error(new TypeError("network error")),
    reply: (_: Sent, signal: AbortSignal | null) => {
      signal?.addEventListener("abort", () => source.error(signal.reason));
      return new Response(body, { headers: { "content-type": "text/event-stream" } });
    },
  };
}

/** A controller whose server gives `replies` per operation, each list in order, its last one for ever. */
export function chatWith(
  replies: Record<string, Reply | Reply[]>,
  options: Partial<ChatKitOptions> = {},
) {
  const sent: Sent[] = [];
  const emitted: [string, unknown][] = [];
  const answer: typeof fetch = async (_, init) => {
    const { type, params } = JSON.parse(String(init?.body)) as Sent;
    const request = { type, params, headers: new Headers(init?.headers) };
    sent.push(request);
    const queue = replies[type];
    if (queue === undefined) throw new TypeError("Failed to fetch");
    const reply = Array.isArray(queue) ? (queue.length > 1 ? queue.shift() : queue[0]) : queue;
    if (!reply) throw new TypeError("Failed to fetch");
    return reply instanceof Response ? reply.clone() : reply(request, init?.signal ?? null);
  };
  const host: Host = {
    options: () => ({ api: { url: "/chatkit", domainKey: "" }, ...options }),
    messages: () => en,
    emit: (name, ...detail) => emitted.push([name, detail[0]]),
  };
  const client = new ChatKitClient(() => ({ url: "/chatkit", fetch: answer, locale: "de-DE" }));
  const controller = new Controller(client, host);
  return {
    controller,
    client,
    host,
    sent,
    emitted,
    names: () => emitted.map(([name]) => name),
    state: () => controller.store.state,
    ids: () => controller.store.state.items.map(({ id }) => id),
    say: (text: string) => controller.send({ content: [{ type: "input_text", text }] }),
  };
}

/** Lets everything that is already decided happen. */
export const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

/** `value`, a moment later. */
export async function later<T>(value: T): Promise<T> {
  await settled();
  return value;
}
