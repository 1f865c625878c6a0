// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { addStyles, sharedSheet } from "../sheet";

test("the styles of a part that is loaded later come to all elements, after those that are there", () => {
  const before = sharedSheet().cssRules.length;
  addStyles(".late { color: red; } @media (width > 1px) { .late { color: blue; } }");
  const added = [...sharedSheet().cssRules].slice(before).map((rule) => rule.cssText);
  expect(added).toHaveLength(2);
  expect(added[0]).toContain(".late");
  expect(added[1]).toContain("@media");
});
