import { describe, expect, test } from "vitest";
import page from "../../../../docs/element.md?raw";
import { names } from "./names";

/** The names in the table below a heading, each with what is said of it. */
function tableOf(heading: string): [name: string, state: string][] {
  const section = page.split(/^#{2,3} /m).find((text) => text.startsWith(`${heading}\n`)) ?? "";
  const rows = [...section.matchAll(/^\| `([^`]+)` \| (.*) \|$/gm)];
  return rows.map(([, name = "", state = ""]) => [name, state]);
}

describe("docs/element.md", () => {
  test.each(Object.entries(names))("says of all %s what state they are in", (heading, wanted) => {
    const rows = tableOf(heading);
    expect(rows.map(([name]) => name).toSorted()).toEqual([...wanted].toSorted());
    for (const [name, state] of rows) expect(state.trim(), name).not.toBe("");
  });
});
