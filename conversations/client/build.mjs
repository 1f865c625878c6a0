/** Builds the element into ../static/conversations/build: `node build.mjs [--watch]`. */
import { readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";

const outdir = join(import.meta.dirname, "../static/conversations/build");
const CORE_BUDGET = 50 * 1024;

/** Style sheets are strings in `*.css.ts`; this takes the white space and comments out of them. */
const minifyStyles = {
  name: "minify-styles",
  setup(build) {
    build.onLoad({ filter: /\.css\.ts$/ }, ({ path }) => {
      const source = readFileSync(path, "utf8");
      const contents = source.replace(/`([^`]*)`/g, (whole, css) => {
        if (css.includes("${")) return whole;
        const { code } = esbuild.transformSync(css, {
          loader: "css",
          minify: true,
          target: "es2022",
        });
        return `\`${code.trim().replaceAll("\\", "\\\\")}\``;
      });
      return { contents, loader: "ts" };
    });
  },
};

const common = {
  bundle: true,
  minify: true,
  sourcemap: true,
  target: ["es2022"],
  jsx: "automatic",
  jsxImportSource: "preact",
  legalComments: "linked",
  logLevel: "warning",
};

const modules = {
  ...common,
  entryPoints: { chatkit: "src/index.ts" },
  outdir,
  format: "esm",
  splitting: true,
  metafile: true,
  plugins: [minifyStyles],
  inject: ["src/index.ts"],
  chunkNames: "chunks/[name]-[hash]",
  assetNames: "assets/[name]-[hash]",
  loader: { ".woff2": "file", ".css": "text" },
};
/** The demo page, apart from what pages load. */
const demo = {
  ...common,
  entryPoints: { demo: "src/demo/index.tsx" },
  outdir,
  format: "esm",
  plugins: [minifyStyles],
  loader: modules.loader,
};
const loader = {
  ...common,
  entryPoints: { "chatkit-loader": "src/loader.js" },
  outdir,
  format: "iife",
  bundle: false,
};

/** The entry and everything it imports statically: what a page loads before it can show a chat. */
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

function report(metafile) {
  const core = coreFiles(metafile.outputs);
  let coreSize = 0;
  for (const path of Object.keys(metafile.outputs).filter((name) => !name.endsWith(".map"))) {
    const bytes = readFileSync(path);
    const gzipped = gzipSync(bytes, { level: 9 }).length;
    if (core.has(path)) coreSize += gzipped;
    const size = `${String(bytes.length).padStart(8)} B ${String(gzipped).padStart(8)} gz`;
    console.log(`${size}  ${core.has(path) ? "core" : "lazy"}  ${basename(path)}`);
  }
  console.log(`core: ${(coreSize / 1024).toFixed(1)} kB gz of ${CORE_BUDGET / 1024}`);
  if (coreSize > CORE_BUDGET) throw new Error("The core is larger than its budget.");
}

if (process.argv.includes("--watch")) {
  const contexts = await Promise.all(
    [modules, demo, loader].map((options) => esbuild.context(options)),
  );
  await Promise.all(contexts.map((context) => context.watch()));
} else {
  rmSync(outdir, { recursive: true, force: true });
  const [{ metafile }] = await Promise.all(
    [modules, demo, loader].map((options) => esbuild.build(options)),
  );
  report(metafile);
}
