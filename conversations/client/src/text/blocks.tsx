import { Component, type ComponentChildren, createContext, type JSX } from "preact";
import { useContext } from "preact/hooks";
import { inline } from "./inline";
import type { Token, Tokens } from "./lexer";
import { Code, Formula, Table } from "./parts";

const HEADINGS = ["h3", "h4", "h5", "h6"] as const;

/** The page and the chat have the first two levels; no level is left out below them. */
export const HeadingLevels = createContext({ first: 3, smallestDepth: 1 });

export function smallestDepth(tokens: readonly Token[]): number {
  const depths = tokens.map((token) => (token.type === "heading" ? token.depth : 6));
  return Math.min(6, ...depths);
}

function Heading({ token }: { token: Tokens.Heading }): JSX.Element {
  const { first, smallestDepth } = useContext(HeadingLevels);
  const Tag = HEADINGS[first - 3 + token.depth - smallestDepth] ?? "h6";
  return (
    <Tag class="ck-md-heading" data-depth={token.depth} dir="auto">
      {inline(token.tokens)}
    </Tag>
  );
}

function List(props: { token: Tokens.List; variant: string | undefined }): JSX.Element {
  const { token, variant } = props;
  const Tag = token.ordered ? "ol" : "ul";
  return (
    <Tag start={token.ordered ? token.start : undefined} dir="auto">
      {token.items.map((item, index) => (
        <li key={index} data-task={item.task ? "" : undefined}>
          {blocks(item.tokens, !token.loose, variant)}
        </li>
      ))}
    </Tag>
  );
}

/** The language of a fence: its first word, when it looks like one. */
function languageOf(token: Tokens.Code): string {
  return /^[\w#+.-]{1,20}/.exec(token.lang ?? "")?.[0].toLowerCase() ?? "";
}

interface BlockProps {
  token: Tokens.Block | Tokens.Checkbox;
  tight: boolean;
  /** What else than its source decides how it looks: definitions, what was put into it. */
  variant: string | undefined;
}

function drawBlock({ token, tight, variant }: BlockProps): ComponentChildren {
  switch (token.type) {
    case "space":
    case "def":
      return null;
    case "heading":
      return <Heading token={token} />;
    case "paragraph":
      return <p dir="auto">{inline(token.tokens)}</p>;
    case "text":
      return tight ? inline(token.tokens ?? [token]) : <p dir="auto">{inline(token.tokens)}</p>;
    case "list":
      return <List token={token} variant={variant} />;
    case "blockquote":
      return <blockquote dir="auto">{blocks(token.tokens, false, variant)}</blockquote>;
    case "code":
      return <Code code={token.text} language={languageOf(token)} />;
    case "checkbox":
      return inline([token]);
    case "footnote_text":
      return (
        <p class="ck-md-footnote" dir="auto">
          <sup>{token.id}</sup> {inline(token.tokens)}
        </p>
      );
    case "hr":
      return <hr />;
    case "table":
      return <Table token={token} />;
    case "math":
      return <Formula tex={token.tex} display />;
    default:
      return <p dir="auto">{inline([token])}</p>;
  }
}

/** A block that is drawn again only when its source or its variant has changed. */
class CachedBlock extends Component<BlockProps> {
  override shouldComponentUpdate({ token, tight, variant }: BlockProps): boolean {
    const before = this.props;
    return token.raw !== before.token.raw || tight !== before.tight || variant !== before.variant;
  }

  override render(): ComponentChildren {
    return drawBlock(this.props);
  }
}

type Variant = { variant?: string };

export function blocks(
  tokens: readonly Token[],
  tight: boolean,
  variant?: string,
): ComponentChildren {
  // Empty lines are told by one reader and not by the other: they may not count in the keys.
  const drawn = tokens.filter(({ type }) => type !== "space");
  return drawn.map((token, index) => (
    <CachedBlock
      key={`${token.type}-${index}`}
      token={token as BlockProps["token"]}
      tight={tight}
      variant={(token as Variant).variant ?? variant}
    />
  ));
}
