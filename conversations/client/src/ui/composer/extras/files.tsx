import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { DraftFile } from "../../../state/draft";
import { uploadsOf } from "../../../state/uploads";
import { useChat } from "../../context";
import { IconButton } from "../../icon-button";
import type { Area } from "../edit";
import { Thumbnail } from "./thumbnail";

/** The files that go with the message, each with how far it is. */
export function FileChips(props: { files: readonly DraftFile[]; area: Area }): JSX.Element {
  const { text } = useChat();
  return (
    <ul class="files" aria-label={text.attachments}>
      {props.files.map((file) => (
        <FileChip key={file.key} file={file} area={props.area} />
      ))}
    </ul>
  );
}

function FileChip(props: { file: DraftFile; area: Area }): JSX.Element {
  const { file, area } = props;
  const { text, composer } = useChat();
  const uploads = uploadsOf(composer.desk);
  const { upload, name } = file;
  useSpokenEnd(file);
  return (
    <li class="file" data-state={upload.state}>
      <Thumbnail file={file} />
      <span class="file-text">
        <span class="file-name" dir="auto" title={name}>
          {name}
        </span>
        {upload.state === "running" && <Progress name={name} progress={upload.progress} />}
        {upload.state === "failed" && (
          <span class="file-problem" role="alert">
            {upload.message}
          </span>
        )}
      </span>
      {upload.state === "failed" && (
        <IconButton
          small
          icon="reload"
          label={text.retryUpload(name)}
          onClick={() => {
            area.current?.focus();
            uploads.retry(file);
          }}
        />
      )}
      <IconButton
        small
        icon="close"
        label={upload.state === "running" ? text.cancelUpload(name) : text.removeFile(name)}
        onClick={() => {
          area.current?.focus();
          uploads.remove(file);
        }}
      />
    </li>
  );
}

/** Without a number where nobody can say it: when the host's fetch sends the file. */
function Progress({
  name,
  progress,
}: {
  name: string;
  progress?: number | undefined;
}): JSX.Element {
  const { text } = useChat();
  return progress === undefined ? (
    <span class="file-progress unknown" role="progressbar" aria-label={text.uploading(name)}>
      <i />
    </span>
  ) : (
    <span
      class="file-progress"
      role="progressbar"
      aria-label={text.uploading(name)}
      aria-valuenow={Math.round(progress * 100)}
    >
      <i style={{ inlineSize: `${progress * 100}%` }} />
    </span>
  );
}

const told = new WeakSet<File>();

/** Tells who doesn't see it that an upload is over. A failure is an alert, which is said by itself. */
function useSpokenEnd({ upload, name, source }: DraftFile): void {
  const { text, announcer } = useChat();
  useEffect(() => {
    if (upload.state !== "done" || !source || told.has(source)) return;
    told.add(source);
    announcer.say(text.uploaded(name));
  }, [upload.state]);
}
