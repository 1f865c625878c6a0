/** Prints the path of the browser that @sparticuz/chromium, installed in argv[2], unpacks into TMPDIR. */
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(`${process.argv[2]}/`);
const module = await import(pathToFileURL(require.resolve("@sparticuz/chromium")));
console.log(await module.default.executablePath());
