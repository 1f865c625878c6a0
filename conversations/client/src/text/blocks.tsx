import { Component, type ComponentChildren, type JSX } from "preact";
import { useWords } from "../i18n";
import { Code } from "./code";
import { Formula } from "./formula";
import { inline } from "./inline";
import type { Token, Tokens } from "./lexer";
import { Scroller } from "./scroller";

const HEADINGS = ["h3", "h4", "h5", "h6"] as const;

/** Headings start at the third level: the page and the chat have the first two. */
function Heading({ token }: { token: Tokens.Heading }): JSX.Element {
  const Tag = HEADINGS[token.depth - 1] ?? "h6";
  return (
    <Tag class="ck-md-heading" data-depth={token.depth} dir="auto">
      {inline(token.tokens)}
    </Tag>
  );
}

function List({ token }: { token: Tokens.List }): JSX.Element {
  const Tag = token.ordered ? "ol" : "ul";
  return (
    <Tag start={token.ordered ? token.start : undefined} dir="auto">
      {token.items.map((item, index) => (
        <li key={index} data-task={item.task ? "" : undefined}>
          {blocks(item.tokens, !token.loose)}
        </li>
      ))}
    </Tag>
  );
}

function Table({ token }: { token: Tokens.Table }): JSX.Element {
  const { text } = useWords();
  const align = (index: number) => token.align[index] ?? undefined;
  return (
    <Scroller label={text.table}>
      <table class="ck-table" dir="auto">
        <thead>
          <tr>
            {token.header.map((cell, index) => (
              <th key={index} scope="col" style={{ textAlign: align(index) }}>
                {inline(cell.tokens)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {token.rows.map((row, rowIndex) => (
            <tr key={rowIndex}>
              {row.map((cell, index) => (
                <td key={index} style={{ textAlign: align(index) }}>
                  {inline(cell.tokens)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

/** The language of a fence: its first word, when it looks like one. */
function languageOf(token: Tokens.Code): string {
  return /^[\w#+.-]{1,20}/.exec(token.lang ?? "")?.[0].toLowerCase() ?? "";
}

function drawBlock(token: Tokens.Block | Tokens.Checkbox, tight: boolean): ComponentChildren {
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
      return <List token={token} />;
    case "blockquote":
      return <blockquote dir="auto">{blocks(token.tokens, false)}</blockquote>;
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

interface BlockProps {
  token: Token & { variant?: string };
  tight: boolean;
}

/** A block that is drawn again only when its source has changed, or what else its `variant` names. */
class CachedBlock extends Component<BlockProps> {
  override shouldComponentUpdate({ token, tight }: BlockProps): boolean {
    const before = this.props.token;
    return (
      token.raw !== before.raw || token.variant !== before.variant || tight !== this.props.tight
    );
  }

  override render(): ComponentChildren {
    return drawBlock(this.props.token as Tokens.Block, this.props.tight);
  }
}

export function blocks(tokens: readonly Token[], tight: boolean): ComponentChildren {
  return tokens.map((token, index) => (
    <CachedBlock key={`${token.type}-${index}`} token={token} tight={tight} />
  ));
}
