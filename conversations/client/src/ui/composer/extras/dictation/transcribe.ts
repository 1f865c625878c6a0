import type { ChatKitClient } from "../../../../protocol/client";

/** What was said, in words. @throws as `client.call` does */
export async function transcribe(
  client: ChatKitClient,
  audio: Blob,
  signal: AbortSignal,
): Promise<string> {
  const audio_base64 = await toBase64(audio);
  const params = { audio_base64, mime_type: audio.type };
  const { text } = await client.call("input.transcribe", params, signal);
  return text.trim();
}

function toBase64(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(",").at(-1) ?? "");
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
