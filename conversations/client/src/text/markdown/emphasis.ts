import type { Token } from "./tokens";

/** A run of `*`, `_` or `~` that may begin or end emphasis. */
export interface Run {
  type: "run";
  char: string;
  count: number;
  /** Its length in the source, for the rule of three. */
  length: number;
  opens: boolean;
  closes: boolean;
}

export type Piece = Token | Run;

const SPACE = /^$|\s/;
const PUNCTUATION = /[\p{P}\p{S}]/u;

/** The run between two characters; "" stands for the edge of the text. */
export function runBetween(before: string, run: string, after: string): Run {
  const char = run.charAt(0);
  const punctuation = { before: PUNCTUATION.test(before), after: PUNCTUATION.test(after) };
  const space = { before: SPACE.test(before), after: SPACE.test(after) };
  const left = !space.after && (!punctuation.after || space.before || punctuation.before);
  const right = !space.before && (!punctuation.before || space.after || punctuation.after);
  const isWord = char === "_";
  return {
    type: "run",
    char,
    count: run.length,
    length: run.length,
    opens: left && (!isWord || !right || punctuation.before),
    closes: right && (!isWord || !left || punctuation.after),
  };
}

function pairs(opener: Piece | undefined, closer: Run): opener is Run {
  if (opener?.type !== "run" || !opener.opens || opener.char !== closer.char) return false;
  if (opener.count === 0) return false;
  if (closer.char === "~") return opener.count === closer.count;
  const ofThree = (opener.length + closer.length) % 3 === 0;
  const bothWays = opener.closes || closer.opens;
  return !(bothWays && ofThree && !(opener.length % 3 === 0 && closer.length % 3 === 0));
}

/** Below these places no opener is left for a kind of closer, which keeps long texts linear. */
type Bottoms = Map<string, number>;

function kindOf({ char, opens, count, length }: Run): string {
  return `${char}${opens}${char === "~" ? count : length % 3}`;
}

function openerOf(closer: Run, done: readonly Piece[], bottoms: Bottoms): number {
  const kind = kindOf(closer);
  const bottom = bottoms.get(kind) ?? 0;
  for (let at = done.length - 1; at >= bottom; at -= 1) {
    if (pairs(done[at], closer)) return at;
  }
  bottoms.set(kind, done.length);
  return -1;
}

/** Nests what lies between the closer and its openers, for as long as it has some. */
function close(closer: Run, done: Piece[], bottoms: Bottoms): void {
  while (closer.count > 0) {
    const at = openerOf(closer, done, bottoms);
    const opener = done[at];
    if (opener?.type !== "run") return;
    const isDeleted = closer.char === "~";
    const used = isDeleted ? closer.count : Math.min(opener.count, closer.count, 2);
    opener.count -= used;
    closer.count -= used;
    const tokens = asText(done.splice(at + 1));
    if (opener.count === 0) done.pop();
    for (const [kind, bottom] of bottoms) bottoms.set(kind, Math.min(bottom, done.length));
    const marks = closer.char.repeat(used);
    const raw = marks + tokens.map((token) => token.raw).join("") + marks;
    done.push({ type: isDeleted ? "del" : used === 2 ? "strong" : "em", raw, tokens });
  }
}

/** The pieces with their emphasis nested; runs that pair with none become text. */
export function nest(pieces: readonly Piece[]): Token[] {
  const done: Piece[] = [];
  const bottoms: Bottoms = new Map();
  for (const piece of pieces) {
    if (piece.type === "run" && piece.closes) close(piece, done, bottoms);
    if (piece.type !== "run" || piece.count > 0) done.push(piece);
  }
  return asText(done);
}

/** The pieces without runs; neighbouring texts made one. */
function asText(pieces: readonly Piece[]): Token[] {
  const tokens: Token[] = [];
  for (const piece of pieces) {
    const token: Token = piece.type === "run" ? textOf(piece.char.repeat(piece.count)) : piece;
    const last = tokens.at(-1);
    if (token.type !== "text") tokens.push(token);
    else if (last?.type === "text")
      tokens[tokens.length - 1] = textOf(last.text + token.text, last.raw + token.raw);
    else if (token.text) tokens.push(token);
  }
  return tokens;
}

export function textOf(text: string, raw = text): Token {
  return { type: "text", raw, text };
}
