import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Icon } from "../icons/icon";
import type { Attachment } from "../protocol/types";
import { safeImageUrl } from "../text/urls";
import { attachmentsCss } from "../theme/attachments.css";
import { addStyles } from "../theme/sheet";

addStyles(attachmentsCss);

/** The files of a message: pictures as such, where they may be loaded; the others by their names. */
export function Attachments(props: {
  attachments: readonly Attachment[];
  imageDomains: readonly string[] | undefined;
}): JSX.Element {
  return (
    <ul class="chips">
      {props.attachments.map((attachment) => (
        <li key={attachment.id}>
          <AttachmentChip attachment={attachment} imageDomains={props.imageDomains ?? []} />
        </li>
      ))}
    </ul>
  );
}

function AttachmentChip(props: {
  attachment: Attachment;
  imageDomains: readonly string[];
}): JSX.Element {
  const { attachment, imageDomains } = props;
  const [failed, setFailed] = useState(false);
  const preview = attachment.type === "image" && safeImageUrl(attachment.preview_url, imageDomains);
  if (preview && !failed) {
    const image = <img src={preview} alt={attachment.name} onError={() => setFailed(true)} />;
    // No browser opens inlined pictures in a tab of their own.
    if (preview.startsWith("data:")) return <span class="thumb">{image}</span>;
    return (
      <a class="thumb" href={preview} target="_blank" rel="noopener noreferrer">
        {image}
      </a>
    );
  }
  return (
    <span class="chip">
      <Icon name={attachment.type === "image" ? "square-image" : "document"} size={14} />
      <bdi>{attachment.name}</bdi>
    </span>
  );
}
