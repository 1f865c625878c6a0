/** Builds the element into ../static/conversations/build: `node build.mjs [--watch]`. */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import * as esbuild from "esbuild";
import { inTwo } from "./in-two.mjs";
import { lucideShelves } from "./lucide-shelves.mjs";
import { coreModules, report } from "./size.mjs";
import { tighten } from "./tighten.mjs";

const outdir = join(import.meta.dirname, "../static/conversations/build");

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

/** highlight.js has this one file in no other form; a module needs no helper of the core to be loaded. */
const highlighterAsModule = {
  name: "highlighter-as-module",
  setup(build) {
    build.onLoad({ filter: /highlight\.js\/lib\/core\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replace("module.exports =", "export default"),
    }));
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
  alias: { "preact/jsx-runtime": join(import.meta.dirname, "jsx-runtime.mjs") },
  entryPoints: { chatkit: "src/index.ts" },
  outdir,
  format: "esm",
  splitting: true,
  metafile: true,
  plugins: [minifyStyles, lucideShelves, inTwo(), highlighterAsModule],
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
  plugins: [minifyStyles, lucideShelves],
  loader: modules.loader,
};
const loader = {
  ...common,
  entryPoints: { "chatkit-loader": "src/loader.js" },
  outdir,
  format: "iife",
  bundle: false,
};

if (process.argv.includes("--watch")) {
  const contexts = await Promise.all(
    [modules, demo, loader].map((options) => esbuild.context(options)),
  );
  await Promise.all(contexts.map((context) => context.watch()));
} else {
  rmSync(outdir, { recursive: true, force: true });
  const draft = await esbuild.build({ ...modules, write: false });
  const plugins = [
    minifyStyles,
    lucideShelves,
    inTwo(coreModules(draft.metafile)),
    highlighterAsModule,
  ];
  const [{ metafile }] = await Promise.all(
    [{ ...modules, plugins }, demo, loader].map((options) => esbuild.build(options)),
  );
  for (const path of Object.keys(metafile.outputs)) if (path.endsWith(".js")) tighten(path);
  report(metafile);
}
