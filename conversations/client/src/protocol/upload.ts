import type { FileUploadStrategy } from "@openai/chatkit";
import {
  type ChatKitClient,
  type Connection,
  ConnectionError,
  isAbort,
  refusal,
  sameOriginFetch,
} from "./client";
import type { Attachment, UploadDescriptor } from "./types";

export interface UploadWatch {
  signal: AbortSignal;
  /** From 0 to 1; never called where the host's fetch sends the file. */
  onProgress(progress: number): void;
  /** The server has a name for the file: from now on it has to be told when the file is not wanted. */
  onCreated(attachmentId: string): void;
}

/** Brings a file to the server. @throws RefusedError, ConnectionError, or the AbortError of the watch */
export function upload(
  client: ChatKitClient,
  strategy: FileUploadStrategy,
  file: File,
  watch: UploadWatch,
): Promise<Attachment> {
  return strategy.type === "direct"
    ? uploadDirectly(client.connection(), strategy.uploadUrl, file, watch)
    : uploadInTwoPhases(client, file, watch);
}

async function uploadDirectly(
  connection: Connection,
  url: string,
  file: File,
  watch: UploadWatch,
): Promise<Attachment> {
  const headers = { "Accept-Language": connection.locale };
  const target = { url, method: "POST" as const, headers };
  const response = await send(target, file, connection.fetch, watch);
  try {
    return (await response.json()) as Attachment;
  } catch (error) {
    throw new ConnectionError("The upload was not answered with an attachment.", { cause: error });
  }
}

async function uploadInTwoPhases(
  client: ChatKitClient,
  file: File,
  watch: UploadWatch,
): Promise<Attachment> {
  const params = { name: file.name, size: file.size, mime_type: typeOf(file) };
  // Not to be cut off: what the server has made has to be known to be deleted.
  const created = await client.call("attachments.create", params);
  const { upload_descriptor: target, ...attachment } = created;
  watch.onCreated(attachment.id);
  watch.signal.throwIfAborted();
  const connection = client.connection();
  // Elsewhere, as in a bucket, the address itself is the permission: no cookies or tokens go there.
  const isHere = target && isOwn(target.url, connection.url);
  if (target) await send(target, file, isHere ? connection.fetch : sameOriginFetch, watch);
  return attachment;
}

async function send(
  target: UploadDescriptor,
  file: File,
  fetch: Connection["fetch"],
  watch: UploadWatch,
): Promise<Response> {
  const { method } = target;
  const headers: Record<string, string> = { ...target.headers };
  const body = method === "PUT" ? file : asForm(file);
  // A form brings its own type, with its boundary.
  if (method === "PUT" && !hasType(headers)) headers["Content-Type"] = typeOf(file);
  const init = { method, headers, body };
  const sending =
    fetch === sameOriginFetch
      ? sendWithProgress(target.url, init, watch)
      : fetch(target.url, { ...init, signal: watch.signal });
  let response: Response;
  try {
    response = await sending;
  } catch (error) {
    throw isAbort(error) ? error : new ConnectionError("No answer came.", { cause: error });
  }
  if (!response.ok) throw await refusal(response);
  return response;
}

interface Sending {
  method: string;
  headers: Record<string, string>;
  body: File | FormData;
}

/** What fetch can't do yet: tell how much was sent. */
function sendWithProgress(url: string, init: Sending, watch: UploadWatch): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    request.open(init.method, url);
    for (const [name, value] of Object.entries(init.headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ lengthComputable, loaded, total }) => {
      if (lengthComputable && total > 0) watch.onProgress(loaded / total);
    };
    request.onload = () => resolve(answerOf(request));
    request.onerror = () => reject(new TypeError("The upload was cut off."));
    request.onabort = () => reject(new DOMException("The upload was cancelled.", "AbortError"));
    request.onloadend = () => watch.signal.removeEventListener("abort", stop);
    watch.signal.addEventListener("abort", stop);
    if (watch.signal.aborted) return request.onabort?.(new ProgressEvent("abort"));
    request.send(init.body);
  });
}

/** Statuses whose answer has no body, as `Response` insists. */
const EMPTY = new Set([204, 205, 304]);

function answerOf({ status, response }: XMLHttpRequest): Response {
  return new Response(EMPTY.has(status) ? null : String(response), { status });
}

function asForm(file: File): FormData {
  const form = new FormData();
  form.append("file", file, file.name);
  return form;
}

function typeOf({ type }: File): string {
  return type || "application/octet-stream";
}

function hasType(headers: Record<string, string>): boolean {
  return Object.keys(headers).some((name) => name.toLowerCase() === "content-type");
}

/** Whether an address belongs to this page or to the chat's server. */
function isOwn(url: string, apiUrl: string): boolean {
  const page = new URL(location.href);
  const { origin } = new URL(url, page);
  return origin === page.origin || origin === new URL(apiUrl, page).origin;
}
