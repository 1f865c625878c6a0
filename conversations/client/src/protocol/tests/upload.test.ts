// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from "vitest";
import { ChatKitClient, RefusedError, sameOriginFetch } from "../client";
import { upload } from "../upload";

const file = new File(["abc"], "a.txt", { type: "text/plain" });
const attachment = { type: "file", id: "f1", name: "a.txt", mime_type: "text/plain" };

/** What was sent without fetch. */
const sentByBrowser: { method: string; url: string; headers: [string, string][]; body: unknown }[] =
  [];

class FakeRequest {
  static status = 200;
  upload: { onprogress?: (event: object) => void } = {};
  onload?: () => void;
  onloadend?: () => void;
  onerror?: () => void;
  status = FakeRequest.status;
  response = '{"error":{"message":"Too much."}}';
  private sent = { method: "", url: "", headers: [] as [string, string][], body: null as unknown };

  open(method: string, url: string) {
    this.sent = { ...this.sent, method, url };
  }
  setRequestHeader(name: string, value: string) {
    this.sent.headers.push([name, value]);
  }
  send(body: unknown) {
    sentByBrowser.push({ ...this.sent, body });
    this.upload.onprogress?.({ lengthComputable: true, loaded: 1, total: 4 });
    this.onload?.();
    this.onloadend?.();
  }
}

/** Uploads `file` where the server answers attachments.create with this descriptor. */
async function uploadTo(descriptor: object | undefined, hostFetch = vi.fn<typeof fetch>()) {
  vi.stubGlobal("XMLHttpRequest", FakeRequest);
  sentByBrowser.length = 0;
  const created = { ...attachment, ...(descriptor && { upload_descriptor: descriptor }) };
  hostFetch.mockImplementation(async () => Response.json(created));
  const client = new ChatKitClient(() => ({
    url: "https://chat.example/chatkit",
    fetch: hostFetch,
    locale: "en",
  }));
  const progress: number[] = [];
  const watch = {
    signal: new AbortController().signal,
    onProgress: (value: number) => progress.push(value),
    onCreated: vi.fn(),
  };
  const result = await upload(client, { type: "two_phase" }, file, watch);
  return { result, progress, fetched: hostFetch.mock.calls.slice(1), watch };
}

afterEach(() => {
  vi.unstubAllGlobals();
  FakeRequest.status = 200;
});

describe("an upload of two phases", () => {
  it("puts the bytes through the host's fetch on the server of the chat", async () => {
    const url = "https://chat.example/put/1";
    const headers = { "X-Token": "t" };
    const { result, fetched } = await uploadTo({ url, method: "PUT", headers });
    expect(result).toEqual(attachment);
    expect(fetched).toHaveLength(1);
    expect(fetched[0]?.[0]).toBe(url);
    expect(fetched[0]?.[1]).toMatchObject({
      method: "PUT",
      body: file,
      headers: { "X-Token": "t", "Content-Type": "text/plain" },
    });
    expect(sentByBrowser).toEqual([]);
  });

  it("gives the host's headers to nobody else, and tells how far it is", async () => {
    const url = "https://bucket.example/1";
    const { fetched, progress } = await uploadTo({ url, method: "PUT", headers: {} });
    expect(fetched).toEqual([]);
    const headers = [["Content-Type", "text/plain"]];
    expect(sentByBrowser).toEqual([{ method: "PUT", url, headers, body: file }]);
    expect(progress).toEqual([0.25]);
  });

  it("posts a form that names its own type, and keeps a type that was asked for", async () => {
    const url = "https://bucket.example/1";
    await uploadTo({ url, method: "POST" });
    expect(sentByBrowser[0]?.headers).toEqual([]);
    const form = sentByBrowser[0]?.body;
    expect(form instanceof FormData && form.get("file")).toMatchObject({ name: "a.txt" });
    await uploadTo({ url, method: "PUT", headers: { "content-type": "x/y" } });
    expect(sentByBrowser[0]?.headers).toEqual([["content-type", "x/y"]]);
  });

  it("is over where the server wants no bytes", async () => {
    const { result, watch } = await uploadTo(undefined);
    expect(result).toEqual(attachment);
    expect(watch.onCreated).toHaveBeenCalledExactlyOnceWith("f1");
  });

  it("that is refused says why", async () => {
    FakeRequest.status = 413;
    const refused = uploadTo({ url: "https://bucket.example/1", method: "PUT" });
    await expect(refused).rejects.toThrow(new RefusedError(413, "", "Too much."));
  });
});

it("an upload without a fetch of the host's tells how far it is", async () => {
  vi.stubGlobal("XMLHttpRequest", FakeRequest);
  sentByBrowser.length = 0;
  const client = new ChatKitClient(() => ({
    url: "/chatkit",
    fetch: sameOriginFetch,
    locale: "de",
  }));
  const onProgress = vi.fn();
  const watch = { signal: new AbortController().signal, onProgress, onCreated: vi.fn() };
  await upload(client, { type: "direct", uploadUrl: "/files/" }, file, watch);
  expect(onProgress).toHaveBeenCalledWith(0.25);
  expect(sentByBrowser).toMatchObject([
    { method: "POST", url: "/files/", headers: [["Accept-Language", "de"]] },
  ]);
});
