/** What the Python SDK says (recorded by `make golden`), as the chat shows it. */
import { beforeAll, describe, expect, test } from "vitest";
import { readEvents } from "../protocol/sse";
import type { Page, StreamEvent, ThreadItem, UserMessageItem } from "../protocol/types";
import { growing } from "../state/growing";
import { type ChatState, emptyChat, type LocalEvent, reduce } from "../state/reducer";

interface Request {
  type: string;
  params: Record<string, unknown>;
}
interface Exchange {
  request: Request;
  events?: StreamEvent[];
  answer?: Record<string, unknown>;
}

const files = import.meta.glob("./golden/*.json", { eager: true, import: "default" });
const recordings = Object.entries(files as Record<string, Exchange[]>).filter(
  ([path]) => !path.endsWith(".state.json") && !path.endsWith("vocabulary.json"),
);

/** The events as they arrive: in bytes that are cut anywhere. */
async function* streamed(events: StreamEvent[]): AsyncGenerator<StreamEvent> {
  const text = events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("");
  const bytes = new TextEncoder().encode(text);
  const body = new ReadableStream<Uint8Array>({
    start(source) {
      for (let at = 0; at < bytes.length; at += 7) source.enqueue(bytes.slice(at, at + 7));
      source.close();
    },
  });
  for await (const frame of readEvents(body)) {
    if (frame.type === "event") yield JSON.parse(frame.data) as StreamEvent;
  }
}

/** What this side does by itself before it sends a request. */
function before({ type, params }: Request): LocalEvent[] {
  if (type === "threads.retry_after_item") {
    return [{ type: "local.rewound", itemId: String(params.item_id) }];
  }
  const { input } = params as { input?: UserMessageItem };
  if (!input || type === "threads.add_structured_input") return [];
  const item = { ...input, id: "local:1", type: "user_message", thread_id: "" } as UserMessageItem;
  return [{ type: "local.message_sent", item }];
}

async function play(exchanges: Exchange[]): Promise<ChatState> {
  let state = emptyChat;
  const happen = (event: StreamEvent | LocalEvent) => {
    state = reduce(state, event);
  };
  for (const { request, events, answer } of exchanges) {
    before(request).forEach(happen);
    if (request.type === "threads.sync_custom_action") {
      const item = answer?.updated_item as ThreadItem | undefined;
      happen({ type: "local.action_ended", itemId: String(request.params.item_id), item });
    }
    if (!events) continue;
    happen({ type: "local.turn_started" });
    for await (const event of streamed(events)) happen(event);
    happen({ type: "local.turn_ended" });
  }
  return state;
}

beforeAll(() => growing.start());

describe("a recorded conversation", () => {
  test.each(recordings)("%s leads to the state that was kept", async (path, exchanges) => {
    const kept = path.replace(".json", ".state.json");
    const state = JSON.stringify(await play(exchanges), null, 2);
    await expect(`${state}\n`).toMatchFileSnapshot(kept);
  });

  /** What the server does not store, and what a second thread is about. */
  const apart = /(error-custom|threads|tool)\.json$/;

  test.each(recordings.filter(([path]) => !apart.test(path)))(
    "%s shows what the server stored",
    async (_, exchanges) => {
      const stored = exchanges.at(-1)?.answer as unknown as Page<ThreadItem>;
      expect((await play(exchanges)).items).toEqual(stored.data);
    },
  );
});
