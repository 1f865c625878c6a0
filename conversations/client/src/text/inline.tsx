import { type ComponentChildren, createContext, type JSX } from "preact";
import { useContext } from "preact/hooks";
import { useWords } from "../i18n";
import { decodeEntities } from "./entities";
import type { Token, Tokens } from "./lexer";
import { Formula } from "./parts";
import { safeImageUrl, safeLinkUrl } from "./urls";

/** Domains, besides this site's own, from which images may come. */
export const ImageDomains = createContext<readonly string[]>([]);

function Link({ token }: { token: Tokens.Link }): JSX.Element {
  const children = inline(token.tokens);
  const url = safeLinkUrl(decodeEntities(token.href));
  if (!url) return <>{children}</>;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer" title={titleOf(token)}>
      {children}
    </a>
  );
}

function titleOf(token: Tokens.Link | Tokens.Image): string | undefined {
  return token.title ? decodeEntities(token.title) : undefined;
}

/** An image, or its text where the image must not be loaded. */
function Image({ token }: { token: Tokens.Image }): JSX.Element {
  const domains = useContext(ImageDomains);
  const alt = decodeEntities(token.text);
  const url = safeImageUrl(decodeEntities(token.href), domains);
  if (!url) return <span class="ck-image-text">{alt}</span>;
  return <img class="ck-md-image" src={url} alt={alt} title={titleOf(token)} decoding="async" />;
}

function TaskBox({ checked }: { checked: boolean }): JSX.Element {
  return <input type="checkbox" checked={checked} disabled aria-label={useWords().text.task} />;
}

/** Something that isn't in the source: a mark of an answer's source. */
export interface InsertToken {
  type: "insert";
  raw: "";
  draw: () => ComponentChildren;
}

function drawInline(token: InsertToken | Tokens.Inline): ComponentChildren {
  switch (token.type) {
    case "text":
      return "tokens" in token && token.tokens ? inline(token.tokens) : decodeEntities(token.text);
    case "escape":
      return token.text;
    case "strong":
      return <strong>{inline(token.tokens)}</strong>;
    case "em":
      return <em>{inline(token.tokens)}</em>;
    case "del":
      return <del>{inline(token.tokens)}</del>;
    case "codespan":
      return <code dir="ltr">{token.text}</code>;
    case "br":
      return <br />;
    case "math":
      return <Formula tex={token.tex} display={token.display} />;
    case "link":
      return <Link token={token} />;
    case "image":
      return <Image token={token} />;
    case "insert":
      return token.draw();
    case "footnote":
      return <sup>{token.id}</sup>;
    case "checkbox":
      return <TaskBox checked={token.checked} />;
    default:
      return token.raw;
  }
}

/** Inline tokens as nodes. Raw HTML, and whatever is not known, appears as it was written. */
export function inline(tokens: readonly Token[] | undefined): ComponentChildren {
  return (tokens ?? []).map((token) => drawInline(token as Tokens.Inline));
}
