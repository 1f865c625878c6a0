import { answer, at, user } from "../items/samples/base";
import type {
  Page,
  StreamEvent,
  Thread,
  ThreadItem,
  UserMessageInput,
  UserMessageItem,
} from "../protocol/types";
import type { Sample } from "./sample";

/** What the element asked for: shown in the page's log. */
export interface Asked {
  type: string;
  params: Record<string, unknown>;
}

type Events = AsyncGenerator<StreamEvent>;

const CANCELLABLE: StreamEvent = { type: "stream_options", stream_options: { allow_cancel: true } };
const WORD_MS = 40;

/** Answers the element from a sample, without a network: the `api.fetch` of the demo page. */
export class SampleServer {
  /** What the thread holds, and what the reader writes to set the sample's answer off. */
  readonly items: readonly ThreadItem[];
  readonly question: UserMessageItem | null;
  /** Resolves when an answer that stays unfinished has been read as far as it goes. */
  readonly waits: Promise<void>;
  private wait: () => void = () => {};
  private hasAnswered = false;

  constructor(
    private readonly sample: Sample,
    private readonly told: (request: Asked) => void,
  ) {
    const { items = [], events, refused } = sample;
    const last = items.at(-1);
    this.question = (events || refused) && last?.type === "user_message" ? last : null;
    this.items = this.question ? items.slice(0, -1) : items;
    this.waits = new Promise((resolve) => {
      this.wait = resolve;
    });
  }

  readonly fetch: typeof fetch = async (_input, init) => {
    if (typeof init?.body !== "string") return upload(init?.body);
    const request = JSON.parse(init.body) as Asked;
    this.told(request);
    const status = this.sample.refused?.[request.type];
    if (status === 0) throw new TypeError("This sample has no connection.");
    if (status) return new Response(null, { status });
    const events = this.stream(request);
    return events ? streamed(events, init.signal) : Response.json(this.answer(request));
  };

  private answer({ type, params }: Asked): unknown {
    switch (type) {
      case "threads.get_by_id":
        return { ...this.thread(), items: page(this.items) };
      case "threads.list":
        return page(this.sample.threads ?? [this.thread()]);
      case "threads.update":
        return { ...this.thread(), title: params.title };
      case "items.list":
        return page(this.items.toReversed());
      case "attachments.create":
        return attachment(String(params.name), String(params.mime_type));
      case "input.transcribe":
        return { text: "Words that were dictated" };
      default:
        return {};
    }
  }

  private stream({ type, params }: Asked): Events | undefined {
    switch (type) {
      case "threads.create":
        return this.turn([{ type: "thread.created", thread: this.thread() }], params);
      case "threads.add_user_message":
        return this.turn([], params);
      case "threads.retry_after_item":
        return echo("the same once more");
      case "threads.custom_action":
      case "threads.add_client_tool_output":
      case "threads.add_structured_input":
        return ended([CANCELLABLE]);
      default:
        return undefined;
    }
  }

  /** The sample's answer to the first message, an echo of each that follows. */
  private turn(before: StreamEvent[], params: Asked["params"]): Events {
    const { content } = params.input as UserMessageInput;
    const text = content.map((part) => part.text).join("");
    const { events, ends } = this.sample;
    const first = !this.hasAnswered && events;
    this.hasAnswered = true;
    const item = (first && this.question) || user(text, { content, id: newId() });
    const start: StreamEvent[] = [...before, { type: "thread.item.done", item }, CANCELLABLE];
    if (!first) return ended(start, echo(text));
    return ends ? ended([...start, ...events]) : this.unfinished([...start, ...events]);
  }

  /** Only aborting the request ends it. */
  private async *unfinished(events: readonly StreamEvent[]): Events {
    yield* events;
    this.wait();
    await new Promise(() => {});
  }

  private thread(): Thread {
    return {
      id: at.thread_id,
      created_at: at.created_at,
      title: "A sample",
      ...this.sample.thread,
    };
  }
}

let ids = 0;

function newId(): string {
  ids += 1;
  return `new_${ids}`;
}

async function* ended(events: readonly StreamEvent[], more?: Events): Events {
  yield* events;
  if (more) yield* more;
}

async function* echo(text: string): Events {
  const words = `No server is behind this page. You wrote: “${text}”`.split(/(?<= )/);
  const item = { ...answer(words.join("")), id: newId() };
  yield { type: "thread.item.added", item: { ...item, content: [] } };
  for (const delta of words) {
    await new Promise((resolve) => setTimeout(resolve, WORD_MS));
    const update = { type: "assistant_message.content_part.text_delta", content_index: 0 } as const;
    yield { type: "thread.item.updated", item_id: item.id, update: { ...update, delta } };
  }
  yield { type: "thread.item.done", item };
}

function page<T extends Thread | ThreadItem>(data: readonly T[]): Page<T> {
  return { data: [...data], has_more: false };
}

function attachment(name: string, mimeType: string): object {
  const type = mimeType.startsWith("image/") ? "image" : "file";
  return { id: `attachment_${name}`, type, name, mime_type: mimeType };
}

function upload(body: BodyInit | null | undefined): Response {
  const file = body instanceof FormData ? body.get("file") : null;
  const { name, type } = file instanceof File ? file : new File([], "file.txt");
  return Response.json(attachment(name, type));
}

function streamed(events: Events, signal: AbortSignal | null | undefined): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) =>
      signal?.addEventListener("abort", () => controller.error(signal.reason), { once: true }),
    async pull(controller) {
      const { value, done } = await events.next();
      if (signal?.aborted) return;
      if (done) controller.close();
      else controller.enqueue(encoder.encode(`data: ${JSON.stringify(value)}\n\n`));
    },
  });
  return new Response(body, { headers: { "Content-Type": "text/event-stream" } });
}
