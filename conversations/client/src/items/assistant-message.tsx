import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { useLazy } from "../lazy";
import type { AssistantMessageItem } from "../protocol/types";
import { Markdown } from "../text/markdown";
import type { Chat } from "../ui/context";
import { Sources, sources } from "./parts";

export function AssistantMessage(props: {
  item: AssistantMessageItem;
  chat: Chat;
  live: boolean;
  imageDomains: readonly string[] | undefined;
}): JSX.Element {
  const { item, chat, live, imageDomains } = props;
  const hasSources = item.content.some((part) => (part.annotations ?? []).length > 0);
  const arrangements = useArrangements(item, hasSources);
  return (
    <div class="assistant" dir="auto">
      <h3 class="visually-hidden">{chat.text.assistantSaid}</h3>
      {item.content.map((part, at) => (
        <Markdown
          key={at}
          value={part.text}
          streaming={live}
          arrange={arrangements?.[at]}
          headingLevel={4}
          {...(imageDomains && { imageDomains })}
        />
      ))}
      {hasSources && !live && <Sources content={item.content} />}
    </div>
  );
}

/** What puts the marks of sources into each text. */
function useArrangements({ content }: AssistantMessageItem, hasSources: boolean) {
  const ready = useLazy(sources, hasSources);
  return useMemo(
    () => (hasSources ? ready?.arrangements(content) : undefined),
    [ready, hasSources, content],
  );
}
