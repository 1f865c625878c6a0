import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useWords } from "../i18n";
import { Icon } from "../icons/icon";
import { safeImageUrl } from "../text/urls";
import { Aside } from "./aside";
import type { ItemProps } from "./others";

/** A picture that an answer made, in a square that is kept for it while it comes. */
export function GeneratedImage(props: ItemProps<"generated_image">): JSX.Element {
  const { item, live, imageDomains = [] } = props;
  const { text } = useWords();
  const [failed, setFailed] = useState<string>();
  const address = item.image?.url;
  const url = address && safeImageUrl(address, imageDomains);
  if (address && !url) return <Aside icon="square-image" text={text.imageBlocked} />;
  if (url ? failed === url : !live) return <Aside icon="square-image" text={text.imageFailed} />;
  return (
    <figure class="picture" aria-busy={live}>
      <div class="picture-frame">
        {url ? (
          <img
            src={url}
            alt={live ? text.imageMaking : text.imageMade}
            decoding="async"
            onError={() => setFailed(url)}
          />
        ) : (
          <Icon name="square-image" size={40} />
        )}
      </div>
      {live && <Progress of={item.progress} />}
      {url && !live && (
        <a href={url} target="_blank" rel="noopener noreferrer" aria-label={text.openImage}>
          <Icon name="external-link" size={16} />
        </a>
      )}
    </figure>
  );
}

/** A bar; one that only moves as long as nobody says how far it is. */
function Progress({ of }: { of: number | undefined }): JSX.Element {
  const { text } = useWords();
  const value = of === undefined ? {} : { value: Math.min(1, Math.max(0, of)) };
  return <progress max={1} aria-label={text.imageMaking} {...value} />;
}
