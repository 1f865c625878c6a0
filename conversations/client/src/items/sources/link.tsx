import type { JSX } from "preact";
import { useWords } from "../../i18n";
import { Icon } from "../../icons/icon";
import type { EntitySource, Source } from "../../protocol/types";
import { safeLinkUrl } from "../../text/urls";
import { addStyles } from "../../theme/sheet";
import { sourceLinkCss } from "../../theme/source-link.css";
import { EntityButton } from "../../ui/entities/entity-button";
import { entityOf } from "./entity";

addStyles(sourceLinkCss);

/** Where something was read: a page to open, a file by its name, or a thing of the host. */
export function SourceLink({ source }: { source: Source }): JSX.Element {
  switch (source.type) {
    case "url":
      return <Page source={source} />;
    case "entity":
      return <EntityLink source={source} />;
    default:
      return (
        <span class="source">
          <Icon name="document" size={16} />
          <Words title={source.title} more={"filename" in source ? source.filename : undefined} />
        </span>
      );
  }
}

function Page({ source }: { source: Extract<Source, { type: "url" }> }): JSX.Element {
  const { text } = useWords();
  const url = safeLinkUrl(source.url);
  const words = <Words title={source.title} more={source.attribution ?? hostOf(url)} />;
  if (!url) return <span class="source">{words}</span>;
  return (
    <a
      class="source"
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      title={source.description}
    >
      <Icon name="globe" size={16} />
      {words}
      <span class="visually-hidden"> {text.opensInNewTab}</span>
    </a>
  );
}

function EntityLink({ source }: { source: EntitySource }): JSX.Element {
  return (
    <EntityButton entity={entityOf(source)} class="source">
      <Icon name={source.icon ?? "cube"} size={16} />
      <Words title={source.title} more={source.label} />
    </EntityButton>
  );
}

function Words({ title, more }: { title: string; more: string | undefined }): JSX.Element {
  return (
    <span>
      <span class="source-title" dir="auto">
        {title}
      </span>
      {more && more !== title && (
        <>
          {" "}
          <span class="source-more" dir="auto">
            {more}
          </span>
        </>
      )}
    </span>
  );
}

function hostOf(url: string | undefined): string | undefined {
  return url && new URL(url).hostname.replace(/^www\./, "");
}
