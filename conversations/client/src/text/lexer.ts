/** Markdown to tokens: GFM with formulas. */
import { blocksCss } from "../theme/blocks.css";
import { addStyles } from "../theme/sheet";
import { Reading, readBlocks } from "./markdown/blocks";
import type { Token } from "./markdown/tokens";

export type * as Tokens from "./markdown/tokens";
export type { Token };

addStyles(blocksCss);

export function lex(source: string): Token[] {
  const reading = new Reading();
  const tokens = source === "" ? [] : readBlocks(source.split("\n"), reading);
  reading.finish();
  return withDefinitions(tokens, source);
}

/** A line that may define what a link or a footnote anywhere in the text means. */
export const DEFINITION = /^[ \t>]*\[[^\]\n]+\]:.*$/gm;

/** Blocks that definitions may change say by which they were read, so that others make them drawn again. */
function withDefinitions(tokens: Token[], source: string): Token[] {
  const definitions = source.match(DEFINITION)?.join("\n");
  if (!definitions) return tokens;
  return tokens.map((token) =>
    token.raw.includes("[") ? { ...token, variant: definitions } : token,
  );
}

export { plain } from "./plain";
