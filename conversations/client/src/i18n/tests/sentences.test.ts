import { transformSync } from "esbuild";
import { expect, it } from "vitest";

const files = import.meta.glob("../../**/*.{ts,tsx}", {
  eager: true,
  import: "default",
  query: "?raw",
}) as Record<string, string>;

/** What people never see: tests, samples, the demo page, style sheets, the catalogues themselves. */
const ELSEWHERE = /(^|\/)(tests|samples|demo|theme)\/|^\.\/|^\.\.\/\w+\.ts$/;
/** For developers: what is thrown or written to the console says so in English. */
const FOR_DEVELOPERS = /(Error|Exception|console\.\w+|warn|log|Lazy)\($/;
/** Attributes and properties whose text is seen or heard. */
const SAID =
  /^(children|title|alt|label|placeholder|text|"?aria-(label|description|roledescription)"?)$/;

/** Strings of a file with what stands before them, JSX turned into calls. */
function strings(file: string): { before: string; text: string }[] {
  const loader = file.endsWith("x") ? "tsx" : "ts";
  const { code } = transformSync(files[file] ?? "", {
    loader,
    jsx: "automatic",
    jsxImportSource: "preact",
  });
  return [...code.matchAll(/"((?:[^"\\\n]|\\.)*)"/g)].map((match) => ({
    before: code.slice(Math.max(0, match.index - 60), match.index).trimEnd(),
    text: match[1] ?? "",
  }));
}

function isSaid({ before, text }: { before: string; text: string }): boolean {
  const name = /([\w"-]+):(?: \[)?$/.exec(before)?.[1] ?? "";
  const isSentence = /^[A-Z][a-z]+[ ,].*[a-z]/.test(text);
  if (isSentence) return !FOR_DEVELOPERS.test(before);
  return SAID.test(name) && /[A-Za-z]{2}/.test(text);
}

it("every sentence that is seen or heard stands in the catalogue", () => {
  const ours = Object.keys(files).filter((file) => !ELSEWHERE.test(file));
  expect(ours.length).toBeGreaterThan(50);
  const found = ours.flatMap((file) =>
    strings(file)
      .filter(isSaid)
      .map(({ text }) => ({ file, text })),
  );
  expect(found).toEqual([]);
});
