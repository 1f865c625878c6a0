import type { JSX } from "preact";
import { Icon } from "../../icons/icon";
import { useChat } from "../context";
import type { Area } from "./edit";

/** Sends, stops the answer that is being written, or takes back the wish to send. */
export function SendButton(props: {
  area: Area;
  isStop: boolean;
  isWaiting: boolean;
  isSendable: boolean;
}): JSX.Element {
  const { controller, text, composer } = useChat();
  const { area, isStop, isWaiting, isSendable } = props;
  if (!isStop && !isWaiting) {
    return (
      <button
        type="submit"
        class="send"
        aria-label={text.send}
        title={text.send}
        disabled={!isSendable}
      >
        <Icon name="lucide:arrow-up" size={20} />
      </button>
    );
  }
  const label = isStop ? text.stop : text.stopSending;
  return (
    <button
      type="button"
      class={isStop ? "send" : "send waiting"}
      aria-label={label}
      title={label}
      onClick={() => {
        if (isStop) void controller.stop();
        else composer.desk.stopWaiting();
        area.current?.focus();
      }}
    >
      <Icon name="lucide:square" size={16} />
    </button>
  );
}
