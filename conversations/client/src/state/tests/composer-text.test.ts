import { describe, expect, it } from "vitest";
import { fromContent, type InputTag, retag, toContent } from "../composer-text";

const ada: InputTag = { type: "input_tag", id: "1", text: "Ada", data: {} };
const bob: InputTag = { type: "input_tag", id: "2", text: "Bob", data: { age: "7" } };
const written = (text: string) => ({ type: "input_text" as const, text });
const both = fromContent([written("Ask "), ada, written(" and "), bob, written(" now")]);
const namesAfter = (text: string, caret: number) =>
  retag(both, text, caret).map(({ start, end }) => text.slice(start, end));

describe("content", () => {
  it("is text with the names of its tags, and the same content again", () => {
    expect(both.text).toBe("Ask @Ada and @Bob now");
    expect(toContent(both)).toEqual([written("Ask "), ada, written(" and "), bob, written(" now")]);
  });

  it("leaves out the white space around it, not between its parts", () => {
    expect(toContent({ text: "  Hello\n you \n", tags: [] })).toEqual([written("Hello\n you")]);
    expect(toContent(fromContent([written("  "), ada, written(" "), bob, written(" ")]))).toEqual([
      ada,
      written(" "),
      bob,
    ]);
    expect(toContent({ text: " \n", tags: [] })).toEqual([]);
  });
});

describe("an edit", () => {
  it("moves the tags behind it", () => {
    expect(namesAfter("Do ask @Ada and @Bob now", 2)).toEqual(["@Ada", "@Bob"]);
    expect(namesAfter("Ask @Ada, @Bob now", 9)).toEqual(["@Ada", "@Bob"]);
  });

  it("makes plain text of a tag that it changes", () => {
    expect(namesAfter("Ask @Ad and @Bob now", 7)).toEqual(["@Bob"]);
    expect(namesAfter("Ask @Ada and @Boob now", 16)).toEqual(["@Ada"]);
    expect(namesAfter("", 0)).toEqual([]);
  });

  it("beside a tag leaves it alone, even where the same sign stands twice", () => {
    expect(namesAfter("Ask @@Ada and @Bob now", 5)).toEqual(["@Ada", "@Bob"]);
    expect(namesAfter("Ask @Adaa and @Bob now", 9)).toEqual(["@Ada", "@Bob"]);
  });
});
