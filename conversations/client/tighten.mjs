/** A second minifier over what esbuild made: it finds what the first one leaves. */
import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { minifySync } from "rolldown/experimental";

const OPTIONS = {
  module: true,
  sourcemap: true,
  compress: { target: "es2022", treeshake: { propertyReadSideEffects: false } },
  mangle: true,
};

/** Rewrites a built module and its source map in place. */
export function tighten(path) {
  const source = readFileSync(path, "utf8");
  const licences = /\/\*! For license information .*?\*\/\n?/.exec(source)?.[0] ?? "";
  const inputMap = JSON.parse(readFileSync(`${path}.map`, "utf8"));
  const { code, map, errors } = minifySync(basename(path), source, { ...OPTIONS, inputMap });
  if (errors.length > 0) throw new Error(`${basename(path)}: ${errors[0].message}`);
  writeFileSync(path, `${code}\n${licences}//# sourceMappingURL=${basename(path)}.map\n`);
  writeFileSync(
    `${path}.map`,
    JSON.stringify({
      ...inputMap,
      mappings: map.mappings,
      sources: map.sources,
      sourcesContent: map.sourcesContent,
      names: map.names,
    }),
  );
}
