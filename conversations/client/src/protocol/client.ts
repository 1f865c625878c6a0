import { readEvents } from "./sse";
import type { JsonOperations, StreamEvent, StreamRequest } from "./types";

export interface Connection {
  url: string;
  /** What requests are sent with, uploads too: the host's own, or one that signs them. */
  fetch: typeof fetch;
  locale: string;
}

/** What requests are sent with where the host has no way of its own. */
export const sameOriginFetch: typeof fetch = (input, init) =>
  fetch(input, { credentials: "same-origin", ...init });

/** Where in an answer a reader is: what the server calls its last event, if it can go on from there. */
export interface Position {
  cursor?: string;
}

/** What this element understands beyond the protocol; servers that don't know it ignore it. */
const EXTENSIONS = ["resume", "feedback"];

/** The server answered, and refused. `message` is the server's own sentence, "" when it sent none. */
export class RefusedError extends Error {
  override name = "RefusedError";
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** No (complete) answer came: offline, connection lost, or not the ChatKit protocol. */
export class ConnectionError extends Error {
  override name = "ConnectionError";
}

/** Whether `error` is the effect of an AbortController, not a failure. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}

/** Speaks to one ChatKit endpoint; `connection` is asked anew for every request. */
export class ChatKitClient {
  /** Told of every request whether an answer came, whatever it said. */
  watch: (reached: boolean) => void = () => {};

  constructor(
    readonly connection: () => Connection,
    /** Told of every answered request, for the host's diagnostics; never of its content. */
    private readonly log: (
      operation: string,
      status: number,
      milliseconds: number,
    ) => void = () => {},
  ) {}

  /** @throws RefusedError, ConnectionError, or the AbortError of `signal` */
  async call<K extends keyof JsonOperations>(
    type: K,
    params: JsonOperations[K][0],
    signal?: AbortSignal,
  ): Promise<JsonOperations[K][1]> {
    const response = await this.post(type, params, signal);
    try {
      return (await response.json()) as JsonOperations[K][1];
    } catch (error) {
      throw isAbort(error)
        ? error
        : new ConnectionError("The answer was cut off.", { cause: error });
    }
  }

  /**
   * Moves `position` along. A stream that the server can go on with is cut off unless it says that it is over.
   *
   * @throws RefusedError, ConnectionError, or the AbortError of `signal`
   */
  async *stream(
    request: StreamRequest,
    signal: AbortSignal,
    position: Position = {},
  ): AsyncGenerator<StreamEvent> {
    const response = await this.post(request.type, request.params, signal);
    if (!response.headers.get("content-type")?.startsWith("text/event-stream") || !response.body) {
      throw new ConnectionError("The answer was not an event stream.");
    }
    let isOver = false;
    try {
      for await (const frame of readEvents(response.body)) {
        isOver ||= frame.type === "end";
        if (frame.type === "end") continue; // read on to the end, and the connection can be used again
        if (frame.id) position.cursor = frame.id;
        yield JSON.parse(frame.data) as StreamEvent;
      }
      if (position.cursor && !isOver) throw new ConnectionError("The answer was cut off.");
    } catch (error) {
      if (isOver && !isAbort(error)) return;
      throw isAbort(error)
        ? error
        : new ConnectionError("The answer was cut off.", { cause: error });
    }
  }

  private async post(type: string, params: unknown, signal?: AbortSignal): Promise<Response> {
    const { url, fetch: send, locale } = this.connection();
    const init: RequestInit = {
      method: "POST",
      headers: { "Content-Type": "application/json", "Accept-Language": locale },
      body: JSON.stringify({ type, params, metadata: { extensions: EXTENSIONS } }),
      ...(signal && { signal }),
    };
    const started = performance.now();
    let response: Response;
    try {
      response = await send(url, init);
    } catch (error) {
      if (isAbort(error) || signal?.aborted) throw error;
      this.watch(false);
      throw new ConnectionError("No answer came.", { cause: error });
    }
    this.watch(true);
    this.log(type, response.status, Math.round(performance.now() - started));
    if (!response.ok) throw await refusal(response);
    return response;
  }
}

interface ErrorBody {
  error?: { code?: unknown; message?: unknown };
}

/** What a server that says no has to say. */
export async function refusal(response: Response): Promise<RefusedError> {
  const body = (await response.json().catch(() => null)) as ErrorBody | null; // a proxy's page, say
  const { code, message } = body?.error ?? {};
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  return new RefusedError(response.status, text(code), text(message));
}
