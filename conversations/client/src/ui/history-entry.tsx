import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Thread } from "../protocol/types";
import { useChat } from "./context";
import { IconButton } from "./icon-button";

/** One thread of the list: opened, renamed, deleted. */
export function HistoryEntry(props: { thread: Thread; isCurrent: boolean }): JSX.Element {
  const { controller, options, text } = useChat();
  const { thread, isCurrent } = props;
  const [mode, setMode] = useState<"shown" | "renaming" | "deleting">("shown");
  const title = thread.title ?? text.untitled;
  const back = () => setMode("shown");

  if (mode === "renaming")
    return (
      <li>
        <RenameForm thread={thread} onDone={back} />
      </li>
    );
  if (mode === "deleting")
    return (
      <li>
        <DeleteForm thread={thread} onDone={back} />
      </li>
    );
  return (
    <li aria-current={isCurrent ? "true" : undefined}>
      <button
        type="button"
        class="open"
        title={title}
        onClick={() => {
          controller.history.close();
          if (!isCurrent) void controller.open(thread.id);
        }}
      >
        {title}
      </button>
      <div class="tools">
        {options.history?.showRename !== false && (
          <IconButton
            small
            icon="write"
            label={text.renameThread(title)}
            onClick={() => setMode("renaming")}
          />
        )}
        {options.history?.showDelete !== false && (
          <IconButton
            small
            icon="lucide:trash-2"
            label={text.deleteThread(title)}
            onClick={() => setMode("deleting")}
          />
        )}
      </div>
    </li>
  );
}

function RenameForm({ thread, onDone }: { thread: Thread; onDone: () => void }): JSX.Element {
  const { controller, text } = useChat();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);
  const save = () => {
    const title = input.current?.value.trim();
    if (title && title !== thread.title) void controller.rename(thread.id, title);
    onDone();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => closeOnEscape(event, onDone)}
    >
      <input
        ref={input}
        aria-label={text.newTitle}
        defaultValue={thread.title ?? ""}
        maxLength={200}
      />
      <button type="submit" class="text-button">
        {text.save}
      </button>
      <button type="button" class="text-button" onClick={onDone}>
        {text.cancel}
      </button>
    </form>
  );
}

function DeleteForm({ thread, onDone }: { thread: Thread; onDone: () => void }): JSX.Element {
  const { controller, text } = useChat();
  const cancel = useRef<HTMLButtonElement>(null);
  useEffect(() => cancel.current?.focus(), []);
  return (
    <form
      aria-label={text.deleteThread(thread.title ?? text.untitled)}
      onSubmit={(event) => {
        event.preventDefault();
        // The entry goes, and with it the focus; Escape must still reach the list.
        cancel.current?.closest("dialog")?.querySelector("button")?.focus();
        onDone();
        void controller.delete(thread.id);
      }}
      onKeyDown={(event) => closeOnEscape(event, onDone)}
    >
      <p>{text.deleteQuestion}</p>
      <button type="submit" class="text-button danger">
        {text.delete}
      </button>
      <button type="button" class="text-button" ref={cancel} onClick={onDone}>
        {text.cancel}
      </button>
    </form>
  );
}

/** Escape leaves the little form, not the whole list. */
function closeOnEscape(event: KeyboardEvent, close: () => void): void {
  if (event.key !== "Escape") return;
  event.stopPropagation();
  close();
}
