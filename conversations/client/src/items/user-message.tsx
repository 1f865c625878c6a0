import type { JSX } from "preact";
import type { UserMessageItem } from "../protocol/types";
import type { Chat } from "../ui/context";
import { Attachments, Tag } from "./parts";

/** What the reader wrote: plain text, never Markdown. */
export function UserMessage(props: {
  item: UserMessageItem;
  chat: Chat;
  unsent: boolean;
  imageDomains: readonly string[] | undefined;
}): JSX.Element {
  const { item, chat, unsent, imageDomains } = props;
  const { text, controller } = chat;
  return (
    <div class={unsent ? "user unsent" : "user"}>
      <h3 class="visually-hidden">{text.youSaid}</h3>
      {item.quoted_text && (
        <blockquote class="quote" dir="auto">
          {item.quoted_text}
        </blockquote>
      )}
      {item.attachments?.length > 0 && (
        <Attachments attachments={item.attachments} imageDomains={imageDomains} />
      )}
      <div class="bubble" dir="auto">
        {item.content.map((part, at) =>
          part.type === "input_tag" ? <Tag key={at} tag={part} /> : part.text,
        )}
      </div>
      {unsent && (
        <div class="unsent-note">
          <span>{text.notSent}</span>
          <button type="button" class="text-button" onClick={() => void controller.resend(item)}>
            {text.tryAgain}
          </button>
          <button type="button" class="text-button" onClick={() => takeBack(item, chat)}>
            {text.edit}
          </button>
        </div>
      )}
    </div>
  );
}

/** Moves the message back to where it can be changed. */
function takeBack(item: UserMessageItem, { controller, composer }: Chat): void {
  controller.drop(item);
  void composer.restore(item);
}
