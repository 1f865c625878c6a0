import { describe, expect, test } from "vitest";
import { tidied } from "../unfinished";

describe("a text that is still being written", () => {
  test.each([
    ["One **two", "One **two**"],
    ["One **two ", "One **two**"],
    ["One **two*", "One **two**"],
    ["One **", "One "],
    ["One *two", "One *two*"],
    ["One _two", "One _two_"],
    ["One ~~two", "One ~~two~~"],
    ["Use `a *", "Use `a *`"],
    ["Use `", "Use "],
    ["- **a**\n- **b", "- **a**\n- **b**"],
  ])("ends what has begun: %j", (source, expected) => expect(tidied(source)).toBe(expected));

  test.each([
    ["See [the", "See the"],
    ["See [the page](https://exa", "See the page"],
    ["See ![a cell](https://exa", "See "],
    ["As said[^1", "As said"],
    ["Intro:\n-", "Intro:\n"],
    ["Intro:\n- ", "Intro:\n"],
    ["One\n===", "One\n"],
    ["- one\n- [", "- one\n"],
    ["- one\n2", "- one\n"],
    ["One\n\n##", "One\n\n"],
    ["One\n\n| a | b", "One\n\n"],
    ["One\n\n| a | b |\n|--", "One\n\n"],
    ["```js\nlet a;\n``", "```js\nlet a;"],
  ])("leaves out what says nothing yet: %j", (source, expected) =>
    expect(tidied(source)).toBe(expected),
  );

  test.each([
    "One **two** three",
    "2 * 3 = 6",
    "a_b and snake_case_name",
    "It costs $5 and",
    "\\[a + b",
    "[a](https://b.example) and",
    "- one\n- [x] done",
    "- one\n- [ ] open",
    "1. one\n2. t",
    "| a |\n|---|\n| b",
    "```py\nx = a[0",
    "```py\n# **not bold",
    "Done. `a` and `b`",
    "",
  ])("leaves the rest as it is: %j", (source) => expect(tidied(source)).toBe(source));

  test.each(["[", "*", "`", "_", "| ", "|\n", "- ", "> ", "\n", "![", " *a", "**a "])(
    "is not too much when it is %j again and again",
    (mark) => expect(tidied(`Begun.\n\n${mark.repeat(20_000)}x`)).toMatch(/^Begun\.\n/),
  );
});
