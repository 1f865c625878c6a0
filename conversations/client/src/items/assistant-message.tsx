import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { AssistantMessageItem, Source, ThreadItem } from "../protocol/types";
import { Markdown } from "../text/markdown";
import type { Chat } from "../ui/context";
import { IconButton } from "../ui/icon-button";

export function AssistantMessage(props: {
  item: AssistantMessageItem;
  chat: Chat;
  live: boolean;
  showActions: boolean;
  imageDomains: readonly string[] | undefined;
}): JSX.Element {
  const { item, chat, live, showActions, imageDomains } = props;
  const sources = item.content
    .flatMap((part) => part.annotations ?? [])
    .map(({ source }) => source);
  return (
    <div class="assistant" dir="auto">
      <span class="visually-hidden">{chat.text.assistantSaid}</span>
      {item.content.map((part, at) => (
        <Markdown
          key={at}
          value={part.text}
          streaming={live}
          {...(imageDomains && { imageDomains })}
        />
      ))}
      {sources.length > 0 && !live && <Sources sources={sources} chat={chat} />}
      {showActions && <MessageActions item={item} chat={chat} />}
    </div>
  );
}

function Sources({ sources, chat }: { sources: Source[]; chat: Chat }): JSX.Element {
  return (
    <details class="sources">
      <summary>{chat.text.sources(sources.length)}</summary>
      <ol>
        {sources.map((source, at) => (
          <li key={at}>
            {source.type === "url" && /^https?:/i.test(source.url) ? (
              <a href={source.url} target="_blank" rel="noopener noreferrer">
                {source.title}
              </a>
            ) : (
              source.title
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}

type Kind = "positive" | "negative";

function MessageActions({ item, chat }: { item: AssistantMessageItem; chat: Chat }): JSX.Element {
  const { controller, options, text, announcer } = chat;
  const { feedback = false, retry = false } = options.threadItemActions ?? {};
  const [copied, setCopied] = useState(false);
  const [given, setGiven] = useState<Kind>();
  const turn = turnOf(item, controller.store.state.items);
  const copy = async () => {
    await navigator.clipboard.writeText(item.content.map((part) => part.text).join("\n\n"));
    setCopied(true);
    announcer.say(text.copied);
    setTimeout(() => setCopied(false), 2000);
  };
  const give = async (kind: Kind) => {
    if (!(await controller.feedback(turn.answers, kind))) return;
    setGiven(kind);
    announcer.say(text.feedbackThanks);
  };
  return (
    <div class="actions">
      <IconButton
        small
        icon={copied ? "check" : "lucide:copy"}
        label={copied ? text.copied : text.copy}
        onClick={() => void copy()}
      />
      {feedback && (
        <>
          <IconButton
            small
            icon="lucide:thumbs-up"
            label={text.goodAnswer}
            pressed={given === "positive"}
            onClick={() => void give("positive")}
          />
          <IconButton
            small
            icon="lucide:thumbs-down"
            label={text.badAnswer}
            pressed={given === "negative"}
            onClick={() => void give("negative")}
          />
        </>
      )}
      {retry && turn.question && (
        <IconButton
          small
          icon="reload"
          label={text.answerAgain}
          onClick={() => turn.question && void controller.answerAgain(turn.question)}
        />
      )}
      {given && <span class="thanks">{text.feedbackThanks}</span>}
    </div>
  );
}

/** The ids of the message that `item` answers, and of everything that answers it. */
function turnOf(
  item: ThreadItem,
  items: readonly ThreadItem[],
): { question: string | undefined; answers: string[] } {
  const upTo = items.slice(0, items.findIndex(({ id }) => id === item.id) + 1);
  const start = upTo.findLastIndex(({ type }) => type === "user_message");
  return { question: upTo[start]?.id, answers: upTo.slice(start + 1).map(({ id }) => id) };
}
