import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Thread } from "../protocol/types";
import { useChat } from "./context";
import { IconButton } from "./icon-button";

/** One thread of the list: opened, renamed, deleted. */
export function HistoryEntry(props: { thread: Thread; isCurrent: boolean }): JSX.Element {
  const { controller, options, text } = useChat();
  const { thread, isCurrent } = props;
  const [mode, setMode] = useState<"shown" | "renaming" | "deleting">("shown");
  const title = thread.title ?? text.untitled;
  const entry = useRef<HTMLLIElement>(null);
  const back = () => {
    const label = mode === "renaming" ? text.renameThread(title) : text.deleteThread(title);
    setMode("shown");
    // Once the buttons are back, the focus is again where it came from.
    requestAnimationFrame(() => {
      const tools = entry.current?.querySelectorAll<HTMLElement>(".tools button") ?? [];
      [...tools].find((tool) => tool.ariaLabel === label)?.focus();
    });
  };

  if (mode !== "shown") {
    const Form = mode === "renaming" ? RenameForm : DeleteForm;
    return (
      <li ref={entry}>
        <Form thread={thread} onDone={back} />
      </li>
    );
  }
  return (
    <li ref={entry}>
      <button
        type="button"
        class="open"
        dir="auto"
        aria-current={isCurrent ? "true" : undefined}
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
  useLayoutEffect(() => input.current?.select(), []);
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
  useLayoutEffect(() => cancel.current?.focus(), []);
  return (
    <form
      aria-label={text.deleteThread(thread.title ?? text.untitled)}
      onSubmit={(event) => {
        event.preventDefault();
        neighbour(cancel.current)?.focus();
        void controller.delete(thread.id).then(onDone);
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

/** The entry goes, and the focus with it if it isn't handed on: to the next one, or what else there is. */
function neighbour(inside: HTMLElement | null): HTMLElement | undefined | null {
  const panel = inside?.closest("dialog");
  const entries = [...(panel?.querySelectorAll("li") ?? [])];
  const at = entries.findIndex((entry) => entry.contains(inside));
  const near = entries[at + 1] ?? entries[at - 1];
  return near?.querySelector<HTMLElement>(".open") ?? panel?.querySelector("button");
}

/** Escape leaves the little form, not the whole list. */
function closeOnEscape(event: KeyboardEvent, close: () => void): void {
  if (event.key !== "Escape") return;
  event.stopPropagation();
  close();
}
