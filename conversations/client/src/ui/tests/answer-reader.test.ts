import { beforeAll, describe, expect, it } from "vitest";
import { answer, at, user } from "../../items/samples/base";
import type { WidgetItem } from "../../protocol/types";
import { blockReader } from "../../text/reader";
import { AnswerReader } from "../answer-reader";

beforeAll(() => blockReader.start());

const question = user("Why is the sky blue?");

function reading(...texts: string[]): string[][] {
  const reader = new AnswerReader([question]);
  return texts.map((text, index) =>
    reader.next([question, answer(text)], index === texts.length - 1),
  );
}

describe("an answer that grows", () => {
  it("is heard paragraph by paragraph, each once", () => {
    const heard = reading(
      "Light is",
      "Light is **bent**.\n\nBlue",
      "Light is **bent**.\n\nBlue most.",
    );
    expect(heard).toEqual([[], ["Light is bent."], ["Blue most."]]);
  });

  it("keeps a block of code together", () => {
    const code = "Try:\n\n```\na = 1\n\nb = 2";
    expect(reading(code, `${code}\n\`\`\`\n\nThat is all.`)).toEqual([
      ["Try:"],
      ["a = 1 b = 2 That is all."],
    ]);
  });

  it("is not read on by itself when it is very long", () => {
    const long = `${"word ".repeat(500)}\n\n`;
    expect(
      reading(long, `${long}more\n\n`, `${long}more\n\nend`).map((said) => said.length),
    ).toEqual([1, 0, 0]);
  });

  it("says nothing of what was there before", () => {
    expect(
      new AnswerReader([question, answer("Old")]).next([question, answer("Old")], true),
    ).toEqual([]);
  });

  it("is heard item by item: a text, then the card that follows it", () => {
    const card = { ...at, id: "card", type: "widget" } as const;
    const widget: WidgetItem["widget"] = {
      type: "Card",
      status: { text: "Question 1 of 4" },
      children: [],
    };
    const reader = new AnswerReader([question]);
    const items = [question, answer("Here you go."), { ...card, widget }];
    expect(reader.next(items, false)).toEqual(["Here you go."]);
    expect(reader.next(items, true)).toEqual(["Question 1 of 4"]);
  });

  it("survives an item that nobody can read", () => {
    const broken = { ...answer(""), content: null } as unknown as ReturnType<typeof answer>;
    expect(new AnswerReader([]).next([broken], true)).toEqual([]);
  });
});
