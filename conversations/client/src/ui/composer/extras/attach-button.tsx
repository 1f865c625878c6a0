import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { acceptAttribute, maxCountOf } from "../../../state/attachment-limits";
import { uploadsOf } from "../../../state/uploads";
import { useChat } from "../../context";
import { IconButton } from "../../icon-button";

/** Opens the picker of files. */
export function AttachButton({ isDisabled }: { isDisabled: boolean }): JSX.Element {
  const { options, text, composer } = useChat();
  const input = useRef<HTMLInputElement>(null);
  const { accept, maxCount } = options.composer?.attachments ?? {};
  return (
    <>
      {/* Not shown, to nobody: the button is its name and its place. */}
      <input
        ref={input}
        type="file"
        hidden
        data-composer-files
        multiple={maxCountOf({ maxCount }) > 1}
        accept={acceptAttribute(accept)}
        onChange={({ currentTarget }) => {
          uploadsOf(composer.desk).attach([...(currentTarget.files ?? [])]);
          currentTarget.value = ""; // the same file may be chosen again
          composer.focus();
        }}
      />
      <IconButton
        icon="lucide:paperclip"
        label={text.attachFiles}
        disabled={isDisabled}
        onClick={() => input.current?.click()}
      />
    </>
  );
}
