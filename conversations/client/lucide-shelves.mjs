/** All drawings of Lucide, in a chunk for each first letter: src/icons/shelves.ts as a page loads it. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const folder = join(import.meta.dirname, "node_modules/lucide/dist/esm/icons");
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".mjs"))
  .map((file) => file.replace(/\.mjs$/, ""));
const letters = [...new Set(names.map(([letter]) => letter))];

async function shelf(letter) {
  const entries = names
    .filter((name) => name.startsWith(letter))
    .map(async (name) => {
      const { default: drawing } = await import(pathToFileURL(join(folder, `${name}.mjs`)));
      return [name, drawing];
    });
  return Object.fromEntries(await Promise.all(entries));
}

export const lucideShelves = {
  name: "lucide-shelves",
  setup(build) {
    const named = letters.map((letter) => `${letter}: () => import("lucide-shelf:${letter}")`);
    build.onLoad({ filter: /icons\/shelves\.ts$/ }, () => ({
      contents: `export const shelves = { ${named.join(", ")} };`,
      loader: "ts",
    }));
    build.onResolve({ filter: /^lucide-shelf:/ }, ({ path }) => ({
      path: path.replace(":", "-"),
      namespace: "lucide-shelf",
    }));
    build.onLoad({ filter: /.*/, namespace: "lucide-shelf" }, async ({ path }) => ({
      contents: JSON.stringify(await shelf(path.at(-1))),
      loader: "json",
    }));
  },
};
