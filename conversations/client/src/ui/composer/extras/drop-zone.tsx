import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../../../icons/icon";
import { uploadsOf } from "../../../state/uploads";
import { useChat } from "../../context";
import type { Area } from "../edit";

/** Files dropped anywhere on the chat, or pasted into the text, are attached. */
export function DropZone({ area }: { area: Area }): JSX.Element | null {
  const { text, composer } = useChat();
  const attach = (files: FileList) => {
    uploadsOf(composer.desk).attach([...files]);
    composer.focus();
  };
  usePastedFiles(area, attach);
  const isOver = useDroppedFiles(area, attach);
  if (!isOver) return null;
  return (
    <div class="drop-zone">
      <p>
        <Icon name="lucide:paperclip" size={24} />
        {text.dropFiles}
      </p>
    </div>
  );
}

type Attach = (files: FileList) => void;

/** Copied from a document, a picture comes beside its text: the text is what is wanted then. */
function usePastedFiles(area: Area, attach: Attach): void {
  const latest = useRef(attach);
  latest.current = attach;
  useEffect(() => {
    const element = area.current;
    const onPaste = (event: ClipboardEvent) => {
      const { files, types } = event.clipboardData ?? {};
      if (!files?.length || types?.includes("text/plain")) return;
      event.preventDefault();
      latest.current(files);
    };
    element?.addEventListener("paste", onPaste);
    return () => element?.removeEventListener("paste", onPaste);
  }, []);
}

/** @returns whether files are held over the chat */
function useDroppedFiles(area: Area, attach: Attach): boolean {
  const latest = useRef(attach);
  latest.current = attach;
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const chat = area.current?.getRootNode();
    if (!chat) return;
    const stop = new AbortController();
    const listen = (
      name: "dragenter" | "dragover" | "dragleave" | "drop",
      heard: (event: DragEvent) => void,
    ) => chat.addEventListener(name, (event) => isOfFiles(event) && heard(event), stop);
    listen("dragenter", () => setOver(true));
    listen("dragover", (event) => {
      event.preventDefault(); // or the browser would open the file
      if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
      setOver(true);
    });
    listen("dragleave", (event) => event.relatedTarget || setOver(false));
    listen("drop", (event) => {
      event.preventDefault();
      setOver(false);
      if (event.dataTransfer) latest.current(event.dataTransfer.files);
    });
    return () => stop.abort();
  }, []);
  return isOver;
}

function isOfFiles(event: Event): event is DragEvent {
  return event instanceof DragEvent && !!event.dataTransfer?.types.includes("Files");
}
