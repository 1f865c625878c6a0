import { describe, expect, it } from "vitest";
import { lex } from "../lexer";
import { plain } from "../plain";

describe("formatted text, as it is said", () => {
  it.each([
    ["- **quizzes**: the list\n- `next`: go on", "quizzes: the list next: go on"],
    ["## Hello\n\nYou *may* [look](https://example.org) ~~here~~.", "Hello You may look here."],
    ["1. one\n   - two &amp; three\n\n> four", "one two & three four"],
    ["| a | b |\n|---|---|\n| c | **d** |", "a b c d"],
    ["![A cell](/cell.svg) is \\*small\\*", "A cell is *small*"],
    ["So $x^2$:\n\n```py\nprint(1)\n```", "So x^2: print(1)"],
    ["2 < 3 and snake_case_name", "2 < 3 and snake_case_name"],
  ])("%j", (source, said) => expect(plain(lex(source))).toBe(said));
});
