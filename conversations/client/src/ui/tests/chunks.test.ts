import { describe, expect, it } from "vitest";
import type { ThreadItem } from "../../protocol/types";
import { Chunks } from "../chunks";

const item = (n: number) => ({ id: `i${n}`, type: "end_of_turn" }) as ThreadItem;
const items = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => item(from + at));
const ids = (chunks: { id: string }[]) => chunks.map(({ id }) => id);

describe("chunks of a thread", () => {
  it("hold all items in their order", () => {
    const list = items(0, 95);
    expect(new Chunks().divide(list).flatMap((chunk) => chunk.items)).toEqual(list);
  });

  it("stay the same when items come at the end", () => {
    const chunks = new Chunks();
    const before = ids(chunks.divide(items(0, 35)));
    for (let to = 36; to < 80; to++) {
      const after = ids(chunks.divide(items(0, to)));
      expect(after.slice(0, before.length)).toEqual(before);
    }
  });

  it("stay the same when older items come above them", () => {
    const chunks = new Chunks();
    const before = ids(chunks.divide(items(100, 135)));
    expect(ids(chunks.divide(items(80, 135))).slice(-before.length)).toEqual(before);
  });

  it("are far when they came with many and are not near their end", () => {
    const chunks = new Chunks();
    const far = chunks.divide(items(0, 200)).filter(({ isFar }) => isFar);
    const last = far.at(-1)?.items.at(-1)?.id;
    expect(last).toBe("i159");
    expect(chunks.divide(items(0, 260)).filter(({ isFar }) => isFar)).toHaveLength(far.length);
  });

  it("are never far in a page as servers send them", () => {
    expect(new Chunks().divide(items(0, 40)).some(({ isFar }) => isFar)).toBe(false);
  });

  it("begin anew with another thread", () => {
    const chunks = new Chunks();
    chunks.divide(items(0, 50));
    expect(ids(chunks.divide(items(500, 515)))).toEqual(["i500", "i505"]);
  });
});
