import { describe, expect, test } from "vitest";
import { linearScale } from "../scale";

describe("the ticks of an axis", () => {
  test.each([
    [[3, 18, 24], 4, [0, 10, 20, 30]],
    [[0.2, 0.31], 4, [0, 0.1, 0.2, 0.3, 0.4]],
    [[-4, 9], 4, [-5, 0, 5, 10]],
    [[-3, -1], 3, [-3, -2, -1, 0]],
    [[1_200_000], 3, [0, 500_000, 1_000_000, 1_500_000]],
    [[], 2, [0, 0.5, 1]],
    [[0, 0], 2, [0, 0.5, 1]],
  ])("of %j are round numbers around them and zero", (values, count, ticks) => {
    expect(linearScale(values, [0, 1], count).ticks).toEqual(ticks);
  });
});

test("places lie between the lowest and the highest tick", () => {
  const scale = linearScale([30], [200, 20], 3);
  expect([scale.at(scale.min), scale.at(scale.max)]).toEqual([200, 20]);
  expect(scale.at((scale.min + scale.max) / 2)).toBe(110);
});

test("a hundred thousand values are as good as three", () => {
  const values = Array.from({ length: 100_000 }, (_, index) => index % 7);
  expect(linearScale(values, [0, 1], 3).max).toBeGreaterThanOrEqual(6);
});
