import { decodeEntities } from "./entities";
import type { Token } from "./lexer";

type Parts = { tokens?: Token[]; items?: Token[]; header?: Token[]; rows?: Token[][] };

function inside(token: Token): Token[] {
  const { tokens, items, header = [], rows = [] } = token as Parts;
  return tokens ?? items ?? [...header, ...rows.flat()];
}

/** What a reader hears of formatted text: its words, without the marks. */
export function plain(tokens: readonly Token[]): string {
  return tokens.map(words).join("").replace(/\s+/g, " ").trim();
}

function words(token: Token): string {
  const within = inside(token).map(words).join("");
  switch (token.type) {
    case "math":
      return token.tex;
    case "escape":
    case "codespan":
      return token.text;
    case "text":
      return within || decodeEntities(token.text);
    case "image":
      return decodeEntities(token.text);
    case "br":
    case "hr":
    case "space":
    case "checkbox":
      return " ";
    case "code":
      return `${token.text} `;
    case "strong":
    case "em":
    case "del":
    case "link":
      return within;
    case "list":
      return ` ${within}`;
    default:
      return `${within || token.raw} `;
  }
}
