/** How much a reader loads, gzipped; a build that is larger than its budget fails. */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { gzipSync } from "node:zlib";

/**
 * In bytes: what is loaded before a quiz shows; what follows a moment later, when the page is idle
 * (src/soon.ts); and all that a reader can ever load.
 */
export const BUDGETS = { core: 45 * 1024, soon: 13_000, everything: 320 * 1024 };

const gzipped = (path) => gzipSync(readFileSync(path), { level: 9 }).length;
const kilobytes = (size) => `${(size / 1000).toFixed(1)} kB`;

/** The output of an entry point, with everything that it imports statically. */
function reached(outputs, entryPoint) {
  const seen = new Set();
  const visit = (path) => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const imported of outputs[path].imports) {
      if (imported.kind === "import-statement" && !imported.external) visit(imported.path);
    }
  };
  visit(Object.keys(outputs).find((path) => outputs[path].entryPoint === entryPoint));
  return seen;
}

const coreFiles = (outputs) => reached(outputs, "src/index.ts");
const soonFiles = (outputs) => reached(outputs, "src/soon-parts.ts");

/** Of languages besides English, and of letters of Lucide's icons, the largest counts for all. */
function kindOf(path, { entryPoint = "" }, core, soon) {
  if (core.has(path)) return "core";
  if (soon.has(path)) return "soon";
  if (entryPoint.startsWith("lucide-shelf:")) return "icons";
  return /^src\/i18n\/\w+\.ts$/.test(entryPoint) ? "language" : "lazy";
}

/** The source files that the core consists of. */
export function coreModules({ outputs }) {
  const files = [...coreFiles(outputs)].flatMap((path) => Object.entries(outputs[path].inputs));
  return files.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path);
}

/** A chunk that imported the entry would load it twice: a page knows it by another address. */
function checkImports(outputs) {
  for (const [path, { imports }] of Object.entries(outputs)) {
    if (imports.some((imported) => basename(imported.path) === "chatkit.js"))
      throw new Error(`${basename(path)} imports the entry.`);
  }
}

export function report({ outputs }) {
  checkImports(outputs);
  const parts = [coreFiles(outputs), soonFiles(outputs)];
  const files = Object.keys(outputs)
    .filter((path) => !/\.(map|txt)$/.test(path))
    .map((path) => ({ path, size: gzipped(path), kind: kindOf(path, outputs[path], ...parts) }))
    .sort((one, other) => other.size - one.size);
  for (const { path, size, kind } of files)
    console.log(`${kilobytes(size).padStart(9)}  ${kind}  ${basename(path)}`);
  const sum = (found) => found.reduce((total, { size }) => total + size, 0);
  const of = (kind) => files.filter((file) => file.kind === kind);
  const [core, soon] = [sum(of("core")), sum(of("soon"))];
  const largest = (kind) => sum(of(kind).slice(0, 1));
  const others = sum(of("lazy")) + largest("language") + largest("icons");
  const sizes = { core, soon, everything: core + soon + others };
  for (const [name, budget] of Object.entries(BUDGETS)) {
    console.log(`${name}: ${kilobytes(sizes[name])} of ${kilobytes(budget)} gzipped`);
    if (sizes[name] > budget) throw new Error(`${name} is larger than its budget.`);
  }
}
