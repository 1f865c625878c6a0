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

  /** @throws RefusedError, ConnectionError, or the AbortError of `signal` */
  async *stream(request: StreamRequest, signal: AbortSignal): AsyncGenerator<StreamEvent> {
    const response = await this.post(request.type, request.params, signal);
    if (!response.headers.get("content-type")?.startsWith("text/event-stream") || !response.body) {
      throw new ConnectionError("The answer was not an event stream.");
    }
    try {
      for await (const data of readEvents(response.body)) {
        yield JSON.parse(data) as StreamEvent;
      }
    } catch (error) {
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
      body: JSON.stringify({ type, params }),
      ...(signal && { signal }),
    };
    const started = performance.now();
    let response: Response;
    try {
      response = await send(url, init);
    } catch (error) {
      throw isAbort(error) ? error : new ConnectionError("No answer came.", { cause: error });
    }
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
