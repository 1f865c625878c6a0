import { describe, expect, test } from "vitest";
import { decodeEntities } from "../entities";
import { lex, type Token } from "../lexer";
import { StreamLexer } from "../stream";
import { texAsText } from "../tex-as-text";
import { tidied } from "../unfinished";

/** The formulas of a text, in order. */
function formulas(source: string): string[] {
  const found: string[] = [];
  const visit = (tokens: Token[]) => {
    for (const token of tokens) {
      if (token.type === "math")
        found.push(`${token.display ? "display" : "inline"}: ${token.tex}`);
      for (const nested of ["tokens", "items"]) {
        if (nested in token && Array.isArray(token[nested as keyof Token])) {
          visit(token[nested as keyof Token] as unknown as Token[]);
        }
      }
    }
  };
  visit(lex(source));
  return found;
}

describe("formulas", () => {
  test.each([
    ["$x$ and $y^2$", ["inline: x", "inline: y^2"]],
    ["\\(a_1\\)", ["inline: a_1"]],
    ["before $$x$$ after", ["display: x"]],
    ["$$\na = b\n$$", ["display: a = b"]],
    ["\\[\na\n\\]", ["display: a"]],
    ["text\n$$a$$\nmore", ["display: a"]],
    ["- item $x$", ["inline: x"]],
    ["$a_i * b_j * c$", ["inline: a_i * b_j * c"]],
    ["$\\$5$", ["inline: \\$5"]],
    ["**$x$**", ["inline: x"]],
  ])("%j has %j", (source, expected) => expect(formulas(source)).toEqual(expected));

  test.each([
    "It costs $5 and $6.",
    "from $5-$6 each",
    "$ x $",
    "$ x$",
    "only one $ here",
    "\\$x\\$",
    "`$x$`",
    "```\n$x$\n$$y$$\n```",
    "$5 and `x$`",
    "$$",
    "$a\n\nb$",
    "    $x$",
  ])("%j has none", (source) => expect(formulas(source)).toEqual([]));

  test("that never end cost no more than their length", () => {
    const started = performance.now();
    lex("$a".repeat(5000));
    lex("$$a ".repeat(5000));
    lex(`\\(${"\\a".repeat(5000)}`);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test("can be read out", () => {
    expect(texAsText("\\frac{1}{2} \\times \\sqrt{x}")).toBe("(1)/(2) × √(x)");
    expect(texAsText("x^{2} \\leq \\left(a_1\\right)")).toBe("x^2 ≤ (a_1 )");
  });
});

describe("a growing text", () => {
  const text =
    "# Title\n\nOne *two*.\n\n- a\n- b\n\n  c\n\n```py\nx = 1\n\ny\n```\n\n$$\na\n$$\n\n| a |\n|---|\n| b |\n\nend\n";

  test("reads the same piece by piece as at once", () => {
    const lexer = new StreamLexer();
    for (let end = 1; end <= text.length; end += 1) {
      const part = text.slice(0, end);
      const raws = lexer.lex(part).map((token) => [token.type, token.raw]);
      expect(raws).toEqual(lex(tidied(part)).map((token) => [token.type, token.raw]));
    }
  });

  test("is read anew when it does not go on from before", () => {
    const lexer = new StreamLexer();
    lexer.lex("a\n\nb\n\nc\n\nd\n\ne");
    expect(lexer.lex("other").map((token) => token.raw)).toEqual(["other"]);
  });
});

test("character references are decoded once", () => {
  expect(decodeEntities("a &lt; b &amp;amp; &#65;&#x42; &nope; &constructor;")).toBe(
    "a < b &amp; AB &nope; &constructor;",
  );
  expect(decodeEntities("&#xD800;&#0;")).toBe("\ufffd\ufffd");
});
