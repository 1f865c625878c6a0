/** Which files may be attached. */
import type { ComposerOption } from "@openai/chatkit";

export type AttachmentLimits = NonNullable<ComposerOption["attachments"]>;

const DEFAULT_MAX_SIZE = 100 * 1024 * 1024;
const DEFAULT_MAX_COUNT = 10;

export function maxCountOf({ maxCount }: Pick<AttachmentLimits, "maxCount">): number {
  return maxCount ?? DEFAULT_MAX_COUNT;
}

/** In bytes. The most exact pattern counts: the type, then "image/*", then "*" or "". */
export function maxSizeOf(type: string, maxSize: AttachmentLimits["maxSize"]): number {
  if (typeof maxSize === "number") return maxSize;
  const patterns = [type.toLowerCase(), familyOf(type), "*", "*/*", ""];
  const limits = patterns.map((pattern) => maxSize?.[pattern]);
  return limits.find((limit) => limit !== undefined) ?? DEFAULT_MAX_SIZE;
}

/** As in a picker: by its extension where some are listed, else by its type. */
export function isAccepted(
  file: Pick<File, "name" | "type">,
  accept: AttachmentLimits["accept"],
): boolean {
  if (!accept || Object.keys(accept).length === 0) return true;
  const type = file.type.toLowerCase();
  const name = file.name.toLowerCase();
  return Object.entries(accept).some(([pattern, extensions]) => {
    if (extensions.some((extension) => name.endsWith(extension.toLowerCase()))) return true;
    if (pattern.toLowerCase() === type) return true;
    return extensions.length === 0 && ["*", "*/*", familyOf(type)].includes(pattern.toLowerCase());
  });
}

/** The value of a file input's `accept`. */
export function acceptAttribute(accept: AttachmentLimits["accept"]): string | undefined {
  if (!accept) return undefined;
  const parts = Object.entries(accept).flatMap(([pattern, extensions]) =>
    extensions.length > 0 && pattern.endsWith("*") ? extensions : [pattern, ...extensions],
  );
  return parts.some((part) => part === "*" || part === "*/*") ? undefined : parts.join(",");
}

function familyOf(type: string): string {
  return `${type.toLowerCase().split("/")[0]}/*`;
}
