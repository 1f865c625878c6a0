/** CommonMark's own examples, but those of raw HTML, which is shown as text here. */
import { tests as examples } from "commonmark-spec";
import { expect, test } from "vitest";
import { decodeEntities } from "../entities";
import { lex, type Token } from "../lexer";
import { hasBlocks, read } from "../reader";

const escaped = (text: string) =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
const written = (text: string) => escaped(decodeEntities(text));
const address = (href: string) =>
  escaped(encodeURI(decodeEntities(href)).replace(/%25([0-9a-f]{2})/gi, "%$1"));

function html(tokens: readonly Token[] = [], tight = false): string {
  return tokens.map((token) => one(token, tight)).join("");
}

function one(token: Token, tight: boolean): string {
  const title = "title" in token && token.title ? ` title="${written(token.title)}"` : "";
  switch (token.type) {
    case "space":
    case "def":
      return "";
    case "hr":
      return "<hr />\n";
    case "code": {
      const lang = decodeEntities(token.lang.replace(/\\([^\w\s])/g, "$1")).split(/\s/)[0];
      const name = lang ? ` class="language-${escaped(lang)}"` : "";
      return `<pre><code${name}>${escaped(token.text)}${token.text || token.raw.split("\n").length > 3 ? "\n" : ""}</code></pre>\n`;
    }
    case "heading":
      return `<h${token.depth}>${html(token.tokens)}</h${token.depth}>\n`;
    case "paragraph":
      return `<p>${html(token.tokens)}</p>\n`;
    case "text":
      if (!token.tokens) return written(token.text);
      return tight ? `${html(token.tokens)}\n` : `<p>${html(token.tokens)}</p>\n`;
    case "blockquote":
      return `<blockquote>\n${html(token.tokens)}</blockquote>\n`;
    case "list": {
      const tag = token.ordered ? "ol" : "ul";
      const start = token.ordered && token.start !== 1 ? ` start="${token.start}"` : "";
      const items = token.items.map((item) => {
        const inside = html(item.tokens, !token.loose);
        const first = item.tokens.find(({ type }) => type !== "space")?.type;
        const lead = inside && !(first === "text" && !token.loose) ? "\n" : "";
        const end = item.tokens.findLast(({ type }) => type !== "space" && type !== "def")?.type;
        return `<li>${lead}${end === "text" && !token.loose ? inside.trimEnd() : inside}</li>\n`;
      });
      return `<${tag}${start}>\n${items.join("")}</${tag}>\n`;
    }
    case "escape":
      return escaped(token.text);
    case "codespan":
      return `<code>${escaped(token.text)}</code>`;
    case "br":
      return "<br />\n";
    case "strong":
    case "em":
    case "del":
      return `<${token.type}>${html(token.tokens)}</${token.type}>`;
    case "link":
      return `<a href="${address(token.href)}"${title}>${html(token.tokens)}</a>`;
    case "image":
      return `<img src="${address(token.href)}" alt="${written(token.text)}"${title} />`;
    default:
      return token.raw;
  }
}

/** Examples that are read in another way on purpose. */
const DIFFERENT = new Map([
  [12, "\\[ and \\] are around a formula"],
  [21, "raw HTML is text"],
  [25, "a short list of named characters"],
  [31, "raw HTML is text"],
  [32, "a short list of named characters"],
  [33, "a short list of named characters"],
  [34, "a short list of named characters"],
  [503, "a short list of named characters"],
  [602, "GFM: bare addresses are links"],
  [608, "GFM: bare addresses are links"],
  [611, "GFM: bare addresses are links"],
  [612, "GFM: bare addresses are links"],
]);

const shown = examples.filter(
  ({ section, number }) => !/HTML/.test(section) && !DIFFERENT.has(number),
);

test("the examples are there", () => expect(shown.length).toBeGreaterThan(570));

test.each(shown)(
  "$section, example $number, by paragraphs alone if it has no more",
  ({ markdown }) => {
    const source = markdown.replaceAll("→", "\t").replace(/\n$/, "");
    if (!hasBlocks(source)) expect(html(read(source))).toBe(html(lex(source)));
  },
);

test.each(shown)("$section, example $number", ({ markdown, html: wanted }) => {
  const source = markdown.replaceAll("→", "\t").replace(/\n$/, "");
  expect(html(lex(source))).toBe(wanted.replaceAll("→", "\t"));
});
