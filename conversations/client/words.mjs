/**
 * Keeps out of the core the English sentences that no module of the core names: they come with the
 * first part that is loaded (src/lazy.ts imports src/late-words.ts, which is empty but for this).
 */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseSync } from "rolldown/experimental";

const CATALOGUE = /i18n\/en\.ts$/;
const LATE = /src\/late-words\.ts$/;

/** Every word of the modules, so that a name is missed in no way of writing it. */
function wordsOf(modules) {
  const sources = modules
    .filter((path) => /^src\/.*\.tsx?$/.test(path) && !CATALOGUE.test(path) && !LATE.test(path))
    .map((path) => readFileSync(path, "utf8"));
  return new Set(sources.join("\n").match(/\w+/g));
}

/** The catalogue's source with only those of its sentences that are wanted. */
function only(path, isWanted) {
  const source = readFileSync(path, "utf8");
  const { program } = parseSync(path, source);
  const catalogue = program.body
    .map((statement) => statement.declaration?.declarations?.[0])
    .find((declaration) => declaration?.id.name === "en").init;
  const unwanted = catalogue.properties.filter(({ key }) => !isWanted(key.name));
  return unwanted.reduceRight(
    (text, { start, end }) => text.slice(0, start) + text.slice(end).replace(/^\s*,/, ""),
    source,
  );
}

/** @param modules the paths of the core's modules */
export function lateWords(modules) {
  const words = wordsOf(modules);
  return {
    name: "late-words",
    setup(build) {
      build.onLoad({ filter: CATALOGUE }, ({ path }) => ({
        contents: only(path, (name) => words.has(name)),
        loader: "ts",
      }));
      build.onLoad({ filter: LATE }, ({ path }) => ({
        contents: `import { en as core } from "./en";
          ${only(path.replace("late-words.ts", "i18n/en.ts"), (name) => !words.has(name))}
          Object.assign(core, en);`,
        loader: "ts",
        resolveDir: join(dirname(path), "i18n"),
      }));
    },
  };
}
