// @vitest-environment happy-dom
// @vitest-environment-options { "url": "https://quiz.example/chat/" }
import { render } from "preact";
import { act } from "preact/test-utils";
import { describe, expect, test, vi } from "vitest";
import { Markdown } from "../markdown";

vi.mock("../math-engine", () => ({ draw: () => true }));

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
