/** The text of one block to inline tokens, as CommonMark describes it: brackets, then emphasis. */
import { plain } from "../plain";
import { nest, type Piece, runBetween, textOf } from "./emphasis";
import { inlineFormula } from "./formulas";
import { autolink, normalise, type References, readTarget, withAutolinks } from "./links";
import type { Token } from "./tokens";

interface Bracket {
  /** Where its piece is among the pieces. */
  piece: number;
  /** Where its text begins in the source. */
  start: number;
  isImage: boolean;
  /** Not around a link already: a link holds no other. */
  isActive: boolean;
}

/** A piece, and how much of the source it is. */
type Taken = [piece: Piece, length: number];

const PLAIN = /[^\\`*_~[\]!<$\n]+/y;
const ADDRESS = /^<([a-z][a-z0-9+.-]{1,31}:[^\s<>]*|[\w.+-]+@[\w-]+(?:\.[\w-]+)*)>/i;
const FOOTNOTE = /^\[(\^[^\s\]]+)\]/;
const TAG =
  /^<(?:!--[\s\S]*?--|[!?][a-z][^>]*|\/?[a-z][a-z0-9-]*(?=[\s/>])(?:"[^"]*"|'[^']*'|[^<>"'])*)>/i;

export function readInline(source: string, references: References): Token[] {
  return linked(new InlineReader(source, references).read());
}

/** Bare addresses become links, but not within links. */
function linked(tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token) => {
    if (token.type === "text") return withAutolinks(token.text);
    if (token.type !== "link" && "tokens" in token && token.tokens)
      return [{ ...token, tokens: linked(token.tokens) }];
    return [token];
  });
}

class InlineReader {
  private at = 0;
  private readonly pieces: Piece[] = [];
  private readonly brackets: Bracket[] = [];
  /** Marks that nothing later in the text closes: backtick runs, brackets of formulas. */
  private readonly unclosed = new Set<string>();

  constructor(
    private readonly source: string,
    private readonly references: References,
  ) {}

  read(): Token[] {
    while (this.at < this.source.length) {
      const [piece, length] = this.next();
      this.pieces.push(piece);
      this.at += length;
    }
    return nest(this.pieces);
  }

  private next(): Taken {
    PLAIN.lastIndex = this.at;
    const text = PLAIN.exec(this.source)?.[0];
    if (text) return [textOf(text), text.length];
    switch (this.source[this.at]) {
      case "\\":
        return this.escape();
      case "`":
        return this.code();
      case "$":
        return this.formula() ?? this.literal(1);
      case "<":
        return this.angle();
      case "\n":
        return this.newline();
      case "[":
        return this.footnote() ?? this.open(false);
      case "!":
        return this.source[this.at + 1] === "[" ? this.open(true) : this.literal(1);
      case "]":
        return this.close() ?? this.literal(1);
      default:
        return this.run();
    }
  }

  private rest(): string {
    return this.source.slice(this.at);
  }

  private literal(length: number): Taken {
    return [textOf(this.source.slice(this.at, this.at + length)), length];
  }

  private escape(): Taken {
    const next = this.source[this.at + 1] ?? "";
    const formula = next === "(" || next === "[" ? this.bracketed(next) : undefined;
    if (formula) return formula;
    if (next === "\n") return [{ type: "br", raw: "\\\n" }, 2];
    if (!/[!-/:-@[-`{-~]/.test(next)) return this.literal(1);
    return [{ type: "escape", raw: `\\${next}`, text: next }, 2];
  }

  private formula(): Taken | undefined {
    const found = inlineFormula(this.rest());
    return found && [found, found.raw.length];
  }

  private bracketed(bracket: string): Taken | undefined {
    const end = bracket === "(" ? "\\)" : "\\]";
    if (this.unclosed.has(end)) return undefined;
    if (!this.source.includes(end, this.at)) this.unclosed.add(end);
    return this.formula();
  }

  private code(): Taken {
    const run = /^`+/.exec(this.rest())?.[0] ?? "`";
    const end = this.unclosed.has(run) ? -1 : this.closingRun(run);
    if (end < 0) {
      this.unclosed.add(run);
      return this.literal(run.length);
    }
    const raw = this.source.slice(this.at, end + run.length);
    const inside = raw.slice(run.length, -run.length).replace(/\n/g, " ");
    const text = /^ .*[^ ].* $/.test(inside) ? inside.slice(1, -1) : inside;
    return [{ type: "codespan", raw, text }, raw.length];
  }

  private closingRun(run: string): number {
    const runs = /`+/g;
    runs.lastIndex = this.at + run.length;
    for (let match = runs.exec(this.source); match; match = runs.exec(this.source)) {
      if (match[0].length === run.length) return match.index;
    }
    return -1;
  }

  private angle(): Taken {
    const rest = this.rest();
    const address = ADDRESS.exec(rest);
    if (address?.[1]) return [autolink(address[1], address[0]), address[0].length];
    const raw = TAG.exec(rest)?.[0];
    return raw ? [{ type: "html", raw }, raw.length] : this.literal(1);
  }

  /** The spaces before it belong to it: two of them make it a break. */
  private newline(): Taken {
    const last = this.pieces.at(-1);
    const spaces = last?.type === "text" ? (/ *$/.exec(last.text)?.[0] ?? "") : "";
    if (spaces && last?.type === "text")
      this.pieces[this.pieces.length - 1] = textOf(last.text.slice(0, -spaces.length));
    const raw = `${spaces}\n`;
    return [spaces.length > 1 ? { type: "br", raw } : textOf("\n", raw), 1];
  }

  private run(): Taken {
    const [run = ""] = /^(\*+|_+|~+)/.exec(this.rest()) ?? [];
    if (run.startsWith("~") && run.length > 2) return this.literal(run.length);
    const before = Array.from(this.source.slice(Math.max(0, this.at - 2), this.at)).at(-1) ?? "";
    const [after = ""] = this.source.slice(this.at + run.length, this.at + run.length + 2);
    return [runBetween(before, run, after), run.length];
  }

  private footnote(): Taken | undefined {
    const [raw = "", label = ""] = FOOTNOTE.exec(this.rest()) ?? [];
    if (!label || !this.references.has(normalise(label))) return undefined;
    return [{ type: "footnote", raw, id: label.slice(1) }, raw.length];
  }

  private open(isImage: boolean): Taken {
    const length = isImage ? 2 : 1;
    this.brackets.push({
      piece: this.pieces.length,
      start: this.at + length,
      isImage,
      isActive: true,
    });
    return this.literal(length);
  }

  /** The link or image that ends here, in place of the pieces since its bracket. */
  private close(): Taken | undefined {
    const bracket = this.brackets.pop();
    if (!bracket?.isActive) return undefined;
    const text = this.source.slice(bracket.start, this.at);
    const found = readTarget(text, this.source.slice(this.at + 1), this.references);
    if (!found) return undefined;
    const { href, title } = found;
    const length = 1 + found.length;
    const raw = this.source.slice(bracket.start - (bracket.isImage ? 2 : 1), this.at + length);
    const [, ...inside] = this.pieces.splice(bracket.piece);
    const tokens = nest(inside);
    if (bracket.isImage) return [{ type: "image", raw, href, title, text: plain(tokens) }, length];
    for (const around of this.brackets) around.isActive &&= around.isImage;
    return [{ type: "link", raw, href, title, tokens }, length];
  }
}
