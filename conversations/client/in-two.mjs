/**
 * Divides the element into a core, one file that shows a quiz, and parts that are loaded later.
 *
 * Every module imports the entry: what that needs is then one chunk, and not one for each combination
 * of parts that share something. English sentences that no module of the core names are taken out of
 * the catalogue; the parts that name them import the rest of it.
 */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseSync } from "rolldown/experimental";

const here = import.meta.dirname;
const entry = JSON.stringify(join(here, "src/index.ts"));
const catalogue = join(here, "src/i18n/en.ts");
const REST = "rest-of-the-words";

/** What a module reads as a property, by name or by a string. */
const namesIn = (path) => readFileSync(path, "utf8").match(/(?<=\.|["'`])\w+/g) ?? [];

/** The sentences in the catalogue, as nodes of its syntax tree. */
function sentences() {
  const { program } = parseSync(catalogue, readFileSync(catalogue, "utf8"));
  const declarations = program.body.map((line) => line.declaration?.declarations?.[0]);
  return declarations.find((found) => found?.id.name === "en").init.properties;
}

/** The catalogue's source with only those sentences that are wanted. */
function only(isWanted) {
  return sentences()
    .filter(({ key }) => !isWanted(key.name))
    .reduceRight(
      (text, { start, end }) => text.slice(0, start) + text.slice(end).replace(/^\s*,/, ""),
      readFileSync(catalogue, "utf8"),
    );
}

/** The names of sentences that are in no module of the core, however they would be written there. */
function lateNames(core) {
  const modules = core.filter(
    (path) => /^src\/.*\.tsx?$/.test(path) && !path.endsWith("i18n/en.ts"),
  );
  const known = new Set(modules.flatMap(namesIn));
  return sentences()
    .map(({ key }) => key.name)
    .filter((name) => !known.has(name));
}

/** @param core the modules of the core, as a first build found them; nothing is taken out without */
export function inTwo(core = []) {
  const late = new Set(core.length > 0 ? lateNames(core) : []);
  const isCore = new Set(core.map((path) => join(here, path)));
  const needsRest = (path) =>
    !isCore.has(path) && !path.includes("/i18n/") && namesIn(path).some((word) => late.has(word));
  return {
    name: "in-two",
    setup(build) {
      build.onResolve({ filter: new RegExp(`^${REST}$`) }, () => ({ path: REST, namespace: REST }));
      build.onLoad({ filter: /.*/, namespace: REST }, () => ({
        contents: `import { en as core } from "./en";
          ${only((name) => late.has(name))}
          Object.assign(core, en);`,
        loader: "ts",
        resolveDir: dirname(catalogue),
      }));
      build.onLoad({ filter: /client\/src\/.*\.tsx?$/ }, ({ path }) => {
        const source =
          path === catalogue ? only((name) => !late.has(name)) : readFileSync(path, "utf8");
        const rest = needsRest(path) ? `import "${REST}";` : "";
        return {
          contents: `${source}\nimport ${entry};${rest}`,
          loader: path.endsWith("x") ? "tsx" : "ts",
        };
      });
    },
  };
}
