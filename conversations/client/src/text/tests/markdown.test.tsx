// @vitest-environment happy-dom
// @vitest-environment-options { "url": "https://quiz.example/chat/" }
import { render } from "preact";
import { act } from "preact/test-utils";
import { beforeAll, describe, expect, test, vi } from "vitest";
import type { Token } from "../lexer";
import { Markdown } from "../markdown";
import { loadTextParts } from "../parts";

vi.mock("../math-engine", () => ({ draw: () => true }));

beforeAll(loadTextParts);

async function draw(value: string, imageDomains?: readonly string[]): Promise<HTMLElement> {
  const host = document.createElement("div");
  await act(() => render(<Markdown value={value} imageDomains={imageDomains ?? []} />, host));
  return host;
}

const ALLOWED = new Set(
  "div p h3 h4 h5 h6 ul ol li blockquote pre code strong em del a img br hr table thead tbody tr th td span button svg path rect input".split(
    " ",
  ),
);

const PROBES = [
  "[x](javascript:alert(1))",
  "[x](JaVaScRiPt:alert(1))",
  "[x](java\tscript:alert(1))",
  "[x](<java\nscript:alert(1)>)",
  "[x](&#106;avascript:alert(1))",
  "[x](&#x6A;avascript&#58;alert(1))",
  "[x](javascript&colon;alert(1))",
  "[x](&Tab;javascript:alert(1))",
  "[x](\u0001javascript:alert(1))",
  "[x](vbscript:msgbox(1))",
  "[x](data:text/html,<script>alert(1)</script>)",
  "[x](data:text/html;base64,PHNjcmlwdD4=)",
  "[x](blob:https://quiz.example/1)",
  "[x](file:///etc/passwd)",
  "<javascript:alert(1)>",
  "[x]: javascript:alert(1)\n\n[x]",
  "[![y](javascript:alert(1))](javascript:alert(2))",
  "![x](javascript:alert(1))",
  "![x](data:image/svg+xml;base64,PHN2Zz4=)",
  "![x](data:text/html,x)",
  "![x](https://evil.example/x.png)",
  "![x](//evil.example/x.png)",
  "![x](https://quiz.example.evil.example/x.png)",
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "a <b onmouseover=alert(1)>b</b>",
  "<iframe src=javascript:alert(1)>",
  "<svg/onload=alert(1)>",
  "<!-- --><style>*{}</style>",
  '[x](https://a.example "t\\" onmouseover=\\"alert(1)")',
  '![x" onerror="alert(1)](/a.png)',
  '```js" onload="x\n<script>\n```',
  "| <img src=x onerror=alert(1)> |\n|---|\n| [x](javascript:1) |",
  "- [ ] <img src=x onerror=alert(1)>",
  "# <a href=javascript:1>x</a>",
];

describe("untrusted Markdown", () => {
  test.each(PROBES)("%j gives harmless nodes only", async (probe) => {
    const host = await draw(probe);
    for (const element of host.querySelectorAll("*")) {
      expect(ALLOWED).toContain(element.localName);
      const names = element.getAttributeNames();
      expect(names.filter((name) => name.startsWith("on") || name === "style")).toEqual([]);
    }
    for (const link of host.querySelectorAll("a")) {
      expect(link.href).toMatch(/^(https?|mailto):/);
      expect(link.rel).toBe("noopener noreferrer");
    }
    for (const image of host.querySelectorAll("img")) {
      expect(image.src).toMatch(/^https:\/\/quiz\.example\//);
    }
  });

  test("shows raw HTML as text", async () => {
    expect((await draw("a <b>b</b> <script>x</script>")).textContent).toBe(
      "a <b>b</b> <script>x</script>",
    );
  });

  test("keeps good links, also relative ones and addresses", async () => {
    const host = await draw("[a](/b?x=1&amp;y=2) <https://c.example> d@e.example");
    expect([...host.querySelectorAll("a")].map((link) => link.getAttribute("href"))).toEqual([
      "https://quiz.example/b?x=1&y=2",
      "https://c.example/",
      "mailto:d@e.example",
    ]);
  });

  test("shows images of this site, inlined and of allowed domains, else their text", async () => {
    const png = "data:image/png;base64,iVBORw0KGgo=";
    const source = `![a](/a.png) ![b](${png}) ![c](https://img.example/c.png) ![d](https://x.example/d.png) ![e](https://notimg.example/e.png)`;
    const host = await draw(source, ["img.example"]);
    expect([...host.querySelectorAll("img")].map((image) => [image.alt, image.src])).toEqual([
      ["a", "https://quiz.example/a.png"],
      ["b", png],
      ["c", "https://img.example/c.png"],
    ]);
    expect(host.textContent).toContain("d");
  });
});

describe("formatting", () => {
  test("has headings from the third level on, lists, tasks and tables", async () => {
    const host = await draw("# A\n\n- x\n- [x] y\n\n3. z\n\n| a | b |\n|:-:|--|\n| 1 | 2 |");
    expect(host.querySelector("h3")?.textContent).toBe("A");
    expect(host.querySelector<HTMLInputElement>("li input")?.checked).toBe(true);
    expect(host.querySelector("ol")?.getAttribute("start")).toBe("3");
    expect(host.querySelector("td")?.textContent).toBe("1");
    expect(host.querySelector('[role="group"][tabindex="0"] table')).not.toBeNull();
  });

  test("has code blocks that scroll by keyboard, named after their language", async () => {
    const host = await draw("```python\nx = 1\n```");
    const region = host.querySelector('[role="group"]');
    expect(region?.getAttribute("aria-label")).toBe("Code, python");
    expect(region?.textContent).toBe("x = 1");
    expect(host.querySelector("button")?.getAttribute("aria-label")).toBe("Copy code");
  });

  test("decodes character references in text, but not in code", async () => {
    expect((await draw("&lt;b&gt; &copy; `&lt;`")).textContent).toBe("<b> © &lt;");
  });
});

describe("a growing text", () => {
  /** Draws each of `texts` in turn, as they come in a stream. */
  async function grow(texts: string[], arrange?: (tokens: readonly Token[]) => Token[]) {
    const host = document.createElement("div");
    for (const value of texts) {
      await act(() => render(<Markdown value={value} streaming arrange={arrange} />, host));
    }
    return host;
  }

  const prefixes = (text: string) => Array.from(text, (_, at) => text.slice(0, at + 1));

  test("looks as if it had come at once", async () => {
    const text =
      "# A\n\n*b* [c][1] $d$\n\n- e\n  - f [c][1]\n\n> [c][1]\n\n\\[g\\] h\n\n```js\ni\n```\n\n|j|k|\n|-|-|\n|l|m|\n\n[1]: https://n.example\n";
    const [grown, whole] = [await grow(prefixes(text)), await draw(text)];
    expect(grown.textContent).toBe(whole.textContent);
    expect([...grown.querySelectorAll("a")].map(({ href }) => href)).toEqual(
      Array(3).fill("https://n.example/"),
    );
    expect(grown.textContent).toContain(" h");
  });

  test("draws its finished blocks once", async () => {
    const drawn = vi.fn(() => "!");
    const marked = (tokens: readonly Token[]) =>
      tokens.map((token, at) => {
        const insert = { type: "insert", raw: "", draw: drawn };
        const tokens = [...((token as { tokens?: Token[] }).tokens ?? []), insert];
        return (at === 0 ? { ...token, variant: "marked", tokens } : token) as Token;
      });
    const start = "One.\n\nTwo.\n\nThree.\n\nFour";
    await grow([start, `${start} and`, `${start} and more.\n\nFive`], marked);
    expect(drawn).toHaveBeenCalledOnce();
  });

  test("colours long code when it stops growing", async () => {
    const code = (lines: number) => `\`\`\`js\n${"const a = 1;\n".repeat(lines)}`;
    const host = await grow([code(1)]);
    await vi.waitFor(() => expect(host.querySelector(".ck-code-keyword")).not.toBeNull());
    await act(() => render(<Markdown value={code(300)} streaming />, host));
    expect(host.querySelector(".ck-code-keyword")).toBeNull();
    await vi.waitFor(() => expect(host.querySelector(".ck-code-keyword")).not.toBeNull());
  });
});

test("footnotes are numbers with their notes", async () => {
  const host = await draw("As is known[^1].\n\n[^1]: Since *long*.");
  expect(host.querySelectorAll("a")).toHaveLength(0);
  expect([...host.querySelectorAll("sup")].map((one) => one.textContent)).toEqual(["1", "1"]);
  expect(host.querySelector(".ck-md-footnote em")?.textContent).toBe("long");
});

describe("headings", () => {
  const levels = (host: HTMLElement) =>
    [...host.querySelectorAll("h3, h4, h5, h6")].map(({ localName }) => localName);

  test("leave no level out, wherever the text begins", async () => {
    expect(levels(await draw("# One\n\n## Two\n\n# Three"))).toEqual(["h3", "h4", "h3"]);
    expect(levels(await draw("### One\n\n#### Two"))).toEqual(["h3", "h4"]);
  });

  test("stand below a heading of the chat's own", async () => {
    const host = document.createElement("div");
    await act(() => render(<Markdown value="## Mitosis" headingLevel={4} />, host));
    expect(levels(host)).toEqual(["h4"]);
  });
});
