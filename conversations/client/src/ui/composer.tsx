import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../icons/icon";
import type { ThreadStatus } from "../protocol/types";
import { useChat } from "./context";
import { IconButton } from "./icon-button";

export interface ComposerValue {
  text?: string | undefined;
  reply?: string | undefined;
}

/** Lets the rest of the element reach the composer that is shown. */
export class ComposerHandle {
  private shown: { focus(): void; setValue(value: ComposerValue): void } | null = null;
  /** It has the focus because something else was used, and nothing was typed since. */
  isIdle = false;

  connect(shown: ComposerHandle["shown"]): () => void {
    this.shown = shown;
    return () => {
      this.shown = null;
    };
  }

  focus(): void {
    this.shown?.focus();
  }

  /** Moves on to the composer after something else was used; not on touch screens, whose keyboard would open. */
  follow(): void {
    if (matchMedia("(pointer: coarse)").matches) return;
    this.focus();
    this.isIdle = true;
  }

  /** What is undefined stays as it is. */
  setValue(value: ComposerValue): void {
    this.shown?.setValue(value);
  }
}

/** Enter sends, unless it ends the composition of a character (229: how Safari and Korean IMEs say so). */
type Key = Pick<KeyboardEvent, "key" | "shiftKey" | "isComposing" | "keyCode">;

export function isSendKey(event: Key): boolean {
  const composing = event.isComposing || event.keyCode === 229;
  return event.key === "Enter" && !event.shiftKey && !composing;
}

export function Composer(props: {
  status: ThreadStatus | undefined;
  streaming: boolean;
  canStop: boolean;
  loading: boolean;
}): JSX.Element {
  const { controller, options, text, composer } = useChat();
  const [value, setValue] = useState("");
  const [reply, setReply] = useState<string>();
  const area = useRef<HTMLTextAreaElement>(null);

  useEffect(
    () =>
      composer.connect({
        focus: () => area.current?.focus(),
        setValue: (next) => {
          if (next.text !== undefined) setValue(next.text);
          if (next.reply !== undefined) setReply(next.reply || undefined);
        },
      }),
    [composer],
  );
  useLayoutEffect(() => fitHeight(area.current), [value]);

  const locked = props.status?.type === "locked" ? props.status : null;
  const sendable = value.trim() !== "" && !props.streaming && !props.loading && !locked;
  const send = () => {
    if (!sendable) return;
    void controller.send({ content: [{ type: "input_text", text: value.trim() }], quote: reply });
    setValue("");
    setReply(undefined);
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {reply && (
        <div class="reply">
          <p class="quote">{reply}</p>
          <IconButton
            small
            icon="close"
            label={text.removeQuote}
            onClick={() => setReply(undefined)}
          />
        </div>
      )}
      <div class="line">
        <textarea
          ref={area}
          rows={1}
          aria-label={text.message}
          placeholder={
            locked
              ? (locked.reason ?? text.locked)
              : (options.composer?.placeholder ?? text.placeholder)
          }
          disabled={locked !== null}
          value={value}
          onBlur={() => {
            composer.isIdle = false;
          }}
          onInput={(event) => {
            composer.isIdle = false;
            setValue(event.currentTarget.value);
          }}
          onKeyDown={(event) => {
            if (!isSendKey(event)) return;
            event.preventDefault();
            send();
          }}
        />
        {props.streaming && props.canStop ? (
          <button
            type="button"
            class="send"
            aria-label={text.stop}
            title={text.stop}
            onClick={() => {
              void controller.stop();
              area.current?.focus();
            }}
          >
            <Icon name="lucide:square" size={16} />
          </button>
        ) : (
          <button
            type="submit"
            class="send"
            aria-label={text.send}
            title={text.send}
            disabled={!sendable}
          >
            <Icon name="lucide:arrow-up" size={20} />
          </button>
        )}
      </div>
    </form>
  );
}

/** Stands where the composer was in a thread that takes no more messages. */
export function ClosedBanner({ reason }: { reason: string | undefined }): JSX.Element {
  const { controller, text } = useChat();
  return (
    <div class="closed">
      <p>{reason ?? text.closed}</p>
      <button type="button" class="text-button" onClick={() => void controller.open(null)}>
        {text.startNew}
      </button>
    </div>
  );
}

function fitHeight(area: HTMLTextAreaElement | null): void {
  if (!area) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight}px`;
}
