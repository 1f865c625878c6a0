/** One server-sent event. `end` is the comment `: end`: nothing is missing, the stream is over. */
export type Frame = { type: "event"; data: string; id?: string } | { type: "end" };

/**
 * Yields each server-sent event in `body`, in order, however the bytes were split.
 *
 * Other comments and the fields `event`, `retry` are ignored: the protocol puts everything into `data`.
 * An event that the end of the stream cut off is dropped, as the SSE standard says.
 */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<Frame> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  let data: string[] = [];
  let id: string | undefined;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const lines = (rest + decoder.decode(value, { stream: true })).split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (line.startsWith("data:")) data.push(contentOf(line, 5));
        else if (line.startsWith("id:")) id = contentOf(line, 3);
        else if (line.trim() === ": end") yield { type: "end" };
        else if (line === "" && data.length > 0) {
          yield { type: "event", data: data.join("\n"), ...(id && { id }) };
          data = [];
        }
      }
    }
  } finally {
    // Not waited for: a copy of the body, if the host made one, would have to be let go of too.
    reader.cancel().catch(() => undefined); // already closed or failed: nothing left to release
  }
}

function contentOf(line: string, start: number): string {
  return line.slice(line[start] === " " ? start + 1 : start);
}
