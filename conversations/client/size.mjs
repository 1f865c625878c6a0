/** How much a reader loads, gzipped; a build that is larger than its budget fails. */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { gzipSync } from "node:zlib";

/** In bytes: what is loaded before a quiz shows, and all that can ever be loaded. */
export const BUDGETS = { core: 58_000, everything: 320_000 };

const gzipped = (path) => gzipSync(readFileSync(path), { level: 9 }).length;
const kilobytes = (size) => `${(size / 1000).toFixed(1)} kB`;

/** The entry and everything it imports statically. */
function coreFiles(outputs) {
  const entry = Object.keys(outputs).find((path) => basename(path) === "chatkit.js");
  const seen = new Set();
  const visit = (path) => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const imported of outputs[path].imports) {
      if (imported.kind === "import-statement" && !imported.external) visit(imported.path);
    }
  };
  visit(entry);
  return seen;
}

/** A reader loads one language besides English: the largest counts for all. */
function kindOf(path, { entryPoint = "" }, core) {
  if (core.has(path)) return "core";
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
  const coreParts = coreFiles(outputs);
  const files = Object.keys(outputs)
    .filter((path) => !/\.(map|txt)$/.test(path))
    .map((path) => ({ path, size: gzipped(path), kind: kindOf(path, outputs[path], coreParts) }))
    .sort((one, other) => other.size - one.size);
  for (const { path, size, kind } of files)
    console.log(`${kilobytes(size).padStart(9)}  ${kind}  ${basename(path)}`);
  const sum = (found) => found.reduce((total, { size }) => total + size, 0);
  const of = (kind) => files.filter((file) => file.kind === kind);
  const core = sum(of("core"));
  const sizes = { core, everything: core + sum(of("lazy")) + sum(of("language").slice(0, 1)) };
  for (const [name, budget] of Object.entries(BUDGETS)) {
    console.log(`${name}: ${kilobytes(sizes[name])} of ${kilobytes(budget)} gzipped`);
    if (sizes[name] > budget) throw new Error(`${name} is larger than its budget.`);
  }
}
