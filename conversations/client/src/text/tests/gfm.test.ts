/** What GitHub's flavour adds to CommonMark. */
import { describe, expect, test } from "vitest";
import { lex, plain, type Token } from "../lexer";

/** Tokens in short: `strong(text)`. */
function short(tokens: readonly Token[] | undefined): string {
  return (tokens ?? []).map(one).join("");
}

function one(token: Token): string {
  if (token.type === "text" && !token.tokens) return token.text;
  if (token.type === "escape") return token.text;
  if (token.type === "codespan") return `code(${token.text})`;
  if (token.type === "link") return `link(${token.href}|${short(token.tokens)})`;
  if (token.type === "checkbox") return token.checked ? "[done]" : "[open]";
  if (token.type === "list")
    return `list(${token.items.map((item) => short(item.tokens)).join(",")})`;
  return "tokens" in token ? `${token.type}(${short(token.tokens)})` : token.type;
}

function table(source: string) {
  const found = lex(source)[0];
  if (found?.type !== "table") return found?.type;
  const cells = (row: { tokens: Token[] }[]) => row.map((cell) => short(cell.tokens));
  return { align: found.align, header: cells(found.header), rows: found.rows.map(cells) };
}

describe("a table", () => {
  test("has aligned columns, with or without pipes at its ends", () => {
    const wanted = {
      align: ["left", "center", "right", null],
      header: ["a", "b", "c", "d"],
      rows: [["1", "2", "3", "4"]],
    };
    expect(table("| a | b | c | d |\n|:--|:-:|--:|---|\n| 1 | 2 | 3 | 4 |")).toEqual(wanted);
    expect(table("a | b | c | d\n:--|:-:|--:|---\n1 | 2 | 3 | 4")).toEqual(wanted);
  });

  test("fills short rows, cuts long ones and keeps escaped pipes", () => {
    expect(table("| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |\n| `x \\| y` | \\| |")).toEqual({
      align: [null, null],
      header: ["a", "b"],
      rows: [
        ["1", ""],
        ["1", "2"],
        ["code(x | y)", "|"],
      ],
    });
  });

  test("ends at a blank line or another block, and interrupts a paragraph", () => {
    const types = (source: string) => lex(source).map(({ type }) => type);
    expect(types("a|b\n-|-\n1|2\n> q")).toEqual(["table", "blockquote"]);
    expect(types("text\na|b\n-|-\n1|2\n\nmore")).toEqual([
      "paragraph",
      "table",
      "space",
      "paragraph",
    ]);
  });

  test.each(["a | b\n--", "a\n---", "a | b\n-|-|-", "no table"])("is not %j", (source) =>
    expect(table(source)).not.toBeTypeOf("object"),
  );
});

describe("text", () => {
  test.each([
    ["~~gone~~ and ~gone~", "paragraph(del(gone) and del(gone))"],
    ["~~~x~~~ is code, ~~one~ is nothing", "code"],
    ["a ~~b~ c", "paragraph(a ~~b~ c)"],
    ["**a *b* c**", "paragraph(strong(a em(b) c))"],
    ["***a***", "paragraph(em(strong(a)))"],
    ["snake_case_name", "paragraph(snake_case_name)"],
    ["**“text”**после", "paragraph(**“text”**после)"],
    ["- [x] a\n- [ ] b\n- c", "list([done]text(a),[open]text(b),text(c))"],
  ])("%j is %s", (source, wanted) => expect(short(lex(source))).toBe(wanted));
});

describe("a bare address", () => {
  const linkOf = (source: string) => short(lex(source));
  test.each([
    [
      "See https://a.example/x_y_z.",
      "paragraph(See link(https://a.example/x_y_z|https://a.example/x_y_z).)",
    ],
    ["(https://a.example/b)", "paragraph((link(https://a.example/b|https://a.example/b)))"],
    [
      "https://a.example/b_(c)!",
      "paragraph(link(https://a.example/b_(c)|https://a.example/b_(c))!)",
    ],
    ["www.a.example", "paragraph(link(https://www.a.example|www.a.example))"],
    [
      "write to a.b@c.example, please",
      "paragraph(write to link(mailto:a.b@c.example|a.b@c.example), please)",
    ],
    ["**https://a.example**", "paragraph(strong(link(https://a.example|https://a.example)))"],
    ["[https://a.example](/b)", "paragraph(link(/b|https://a.example))"],
    ["`https://a.example`", "paragraph(code(https://a.example))"],
    [
      "javascript:alert(1) ftp://x nothttps://x",
      "paragraph(javascript:alert(1) ftp://x nothttps://x)",
    ],
  ])("%j", (source, wanted) => expect(linkOf(source)).toBe(wanted));
});

test("a footnote is marked where it is defined, with what it says", () => {
  const source = "Cells[^1] live[^2].\n\n[^1]: Small *rooms*\nof life.";
  expect(short(lex(source))).toBe(
    "paragraph(Cellsfootnote live[^2].)spacefootnote_text(Small em(rooms)\nof life.)",
  );
});

test("every inline token knows its source", () => {
  const source = "a **b *c* `d`** [e](/f)  \ng <https://h.example> ~~i~~ \\* ![j](/k) $l$";
  const [block] = lex(source);
  const tokens = block?.type === "paragraph" ? block.tokens : [];
  expect(tokens.map(({ raw }) => raw).join("")).toBe(source);
});

test("the words of everything are read, its marks are not", () => {
  const source = "# A *b*\n\n- c\n- [x] d\n\n| e |\n|---|\n| f |\n\n[g](/h) ![i](/j) `k` ~~l~~";
  expect(plain(lex(source))).toBe("A b c d e f g i k l");
});

test("what is nested too deeply to be meant is still read", () => {
  expect(() => lex(`${">".repeat(5000)} a`)).not.toThrow();
  expect(() =>
    lex(Array.from({ length: 500 }, (_, depth) => `${"  ".repeat(depth)}- a`).join("\n")),
  ).not.toThrow();
  expect(() => lex("[".repeat(5000))).not.toThrow();
});
