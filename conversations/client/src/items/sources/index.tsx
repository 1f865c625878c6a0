import type { ComponentChild, JSX } from "preact";
import { useMemo } from "preact/hooks";
import { useWords } from "../../i18n";
import { Icon } from "../../icons/icon";
import type { AssistantMessageItem, Source } from "../../protocol/types";
import type { Token } from "../../text/lexer";
import { safeLinkUrl } from "../../text/urls";
import { addStyles } from "../../theme/sheet";
import { sourcesCss } from "../../theme/sources.css";
import { EntityButton } from "../../ui/entities/entity-button";
import { entityOf } from "./entity";
import { SourceLink } from "./link";
import { type Mark, numbered } from "./numbered";
import { place } from "./place";

addStyles(sourcesCss);

type Arrange = (tokens: readonly Token[]) => Token[];

/** For each text of an answer what puts the marks of its sources into it. */
export function arrangements(content: AssistantMessageItem["content"]): (Arrange | undefined)[] {
  const { sources, marks } = numbered(content);
  return marks.map((here) =>
    here.length === 0
      ? undefined
      : (tokens) =>
          place(
            tokens,
            here.map((mark) => ({
              at: mark.at,
              key: mark.sources.join("+"),
              draw: () => drawMark(mark, sources),
            })),
          ),
  );
}

function drawMark(mark: Mark, sources: readonly Source[]): ComponentChild {
  return (
    <span class="marks" key={mark.at}>
      {mark.sources.map((number) => {
        const source = sources[number];
        return source && <MarkOf key={number} source={source} number={number + 1} />;
      })}
    </span>
  );
}

/** A small number in the text, or the short name of an entity. */
function MarkOf({ source, number }: { source: Source; number: number }): JSX.Element {
  const { text } = useWords();
  const label = text.sourceNumber(number, source.title);
  if (source.type === "entity") {
    const { inline_label: short } = source;
    const name = short ? text.sourceNumber(number, `${short}, ${source.title}`) : label;
    return (
      <EntityButton entity={entityOf(source)} class="mark" label={name}>
        {short ?? <Icon name={source.icon ?? "cube"} size={12} label={source.title} />}
      </EntityButton>
    );
  }
  const url = source.type === "url" && safeLinkUrl(source.url);
  if (!url) {
    return (
      <span class="mark" title={source.title}>
        <span class="visually-hidden">{label}</span>
        <span aria-hidden="true">{number}</span>
      </span>
    );
  }
  return (
    <a
      class="mark"
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      title={source.title}
      aria-label={label}
    >
      {number}
    </a>
  );
}

/** All that an answer refers to, folded away below it. */
export function Sources(props: { content: AssistantMessageItem["content"] }): JSX.Element {
  const { text } = useWords();
  const { sources } = useMemo(() => numbered(props.content), [props.content]);
  return (
    <details class="sources">
      <summary>{text.sources(sources.length)}</summary>
      <ol>
        {sources.map((source, at) => (
          <li key={at}>
            <SourceLink source={source} />
            {source.description && (
              <p class="source-description" dir="auto">
                {source.description}
              </p>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}
