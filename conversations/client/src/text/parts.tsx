import type { JSX } from "preact";
import { Lazy, lazyComponent } from "../lazy";

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

/** Loads them; for tests, which want to see them at once. */
export function loadTextParts(): Promise<unknown> {
  return rich.start();
}
