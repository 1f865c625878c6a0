/** Bundles page.js with React 18 and with React 19: `node react/build.mjs FOLDER`. */
import { join } from "node:path";
import * as esbuild from "esbuild";

const [folder] = process.argv.slice(2);
const versions = {
  18: { react: "react18", "react-dom": "react-dom18" },
  19: {},
};

await Promise.all(
  Object.entries(versions).map(([version, alias]) =>
    esbuild.build({
      entryPoints: [join(import.meta.dirname, "page.js")],
      outfile: join(folder, `react-${version}.js`),
      bundle: true,
      format: "iife",
      alias,
      // StrictMode mounts everything twice only in development.
      define: { "process.env.NODE_ENV": '"development"' },
      logLevel: "warning",
    }),
  ),
);
