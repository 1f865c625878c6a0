import type { JSX } from "preact";
import { Lazy, lazyComponent } from "../lazy";
import { growing } from "../state/growing";
import { blockReader } from "./reader";

const rich = new Lazy("tables and code", () => import("./rich"));

/** The source, until the part that draws it is there. */
const Source = ({ children }: { children: string }): JSX.Element => (
  <pre class="ck-md-source ck-scroll">{children}</pre>
);

export const Table = lazyComponent(
  rich,
  (part) => part.Table,
  ({ token }) => <Source>{token.raw}</Source>,
);

export const Code = lazyComponent(
  rich,
  (part) => part.Code,
  ({ code }) => <Source>{code}</Source>,
);

const math = new Lazy("formulas", () => import("./formula"));

export const Formula = lazyComponent(
  math,
  (part) => part.Formula,
  ({ tex }) => <code dir="ltr">{tex}</code>,
);

/** Loads all but formulas; for tests, which want to see it at once. */
export function loadTextParts(): Promise<unknown> {
  return Promise.all([rich.start(), growing.start(), blockReader.start()]);
}
