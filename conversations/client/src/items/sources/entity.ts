import type { Entity } from "@openai/chatkit";
import type { EntitySource } from "../../protocol/types";

/** The source as the host's callbacks know it. The type there allows only texts as data. */
export function entityOf({ id, title, icon, interactive, group, data }: EntitySource): Entity {
  return {
    id,
    title,
    ...(icon && { icon }),
    ...(group && { group }),
    interactive: interactive ?? false,
    data: (data ?? {}) as Record<string, string>,
  };
}
