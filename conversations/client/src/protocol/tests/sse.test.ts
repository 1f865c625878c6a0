import { describe, expect, it } from "vitest";
import { readEvents } from "../sse";
import answer from "./answer.sse?raw";

const encoder = new TextEncoder();

function bodyOf(...chunks: (string | Uint8Array)[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) {
        controller.enqueue(typeof chunk === "string" ? encoder.encode(chunk) : chunk);
      }
      controller.close();
    },
  });
}

async function read(...chunks: (string | Uint8Array)[]): Promise<string[]> {
  const events: string[] = [];
  for await (const frame of readEvents(bodyOf(...chunks))) {
    if (frame.type === "event") events.push(frame.data);
  }
  return events;
}

describe("the stream parser", () => {
  it("yields the data of each event", async () => {
    expect(await read('data: {"a":1}\n\ndata: {"b":2}\n\n')).toEqual(['{"a":1}', '{"b":2}']);
  });

  it("ignores comments, other fields and empty events", async () => {
    expect(await read(": ping\n\nevent: x\nid: 7\nretry: 1\ndata: a\n\n\n\n")).toEqual(["a"]);
  });

  it("tells the id of an event, and the end that the server says", async () => {
    const frames = [];
    for await (const frame of readEvents(bodyOf("id: r.1\ndata: a\n\n: ping\n\n: end\n\n"))) {
      frames.push(frame);
    }
    expect(frames).toEqual([{ type: "event", data: "a", id: "r.1" }, { type: "end" }]);
  });

  it("understands CRLF and lone CR, also when a chunk ends between them", async () => {
    expect(await read("data: a\r\n\r", "\ndata: b\r\r", "data: c\n\n")).toEqual(["a", "b", "c"]);
  });

  it("joins several data lines and takes off one leading space only", async () => {
    expect(await read("data:  a\ndata:b\n\n")).toEqual([" a\nb"]);
  });

  it("drops an event that the end of the stream cut off", async () => {
    expect(await read("data: a\n\ndata: b\n")).toEqual(["a"]);
  });

  it("gives the same events however the bytes are split", async () => {
    const bytes = encoder.encode(answer);
    const whole = await read(bytes);
    expect(whole).toHaveLength(11);
    for (const size of [1, 2, 3, 7, 100]) {
      const chunks = [];
      for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.slice(at, at + size));
      expect(await read(...chunks)).toEqual(whole);
    }
  });

  it("lets go of the connection when the reader stops early", async () => {
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(encoder.encode("data: a\n\n")),
      cancel: () => {
        cancelled = true;
      },
    });
    for await (const _ of readEvents(body)) break;
    expect(cancelled).toBe(true);
  });
});
