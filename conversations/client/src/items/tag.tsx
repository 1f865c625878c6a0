import type { JSX } from "preact";
import type { UserMessageItem } from "../protocol/types";
import { addStyles } from "../theme/sheet";
import { tagCss } from "../theme/tag.css";
import { EntityButton } from "../ui/entities/entity-button";

addStyles(tagCss);

export type InputTag = Extract<UserMessageItem["content"][number], { type: "input_tag" }>;

/** A thing of the host that the reader named in a message. */
export function Tag({ tag }: { tag: InputTag }): JSX.Element {
  const { id, text, group, interactive = false, data } = tag;
  const own = { ...(group && { group }), data: (data ?? {}) as Record<string, string> };
  return (
    <EntityButton entity={{ id, title: text, interactive, ...own }} class="tag">
      {text}
    </EntityButton>
  );
}
