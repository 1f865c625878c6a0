import { describe, expect, it } from "vitest";
import { contrast, parseColor, readable, textOn } from "../colors";
import { themeTokens } from "../tokens";

const white = [255, 255, 255] as const;

describe("colours", () => {
  it("are parsed from hex and rgb; others are left alone", () => {
    expect(parseColor("#fff")).toEqual([255, 255, 255]);
    expect(parseColor("#3454D1")).toEqual([52, 84, 209]);
    expect(parseColor("rgb(1, 2, 3)")).toEqual([1, 2, 3]);
    expect(parseColor("rebeccapurple")).toBeNull();
  });

  it("of text on an accent contrast with it", () => {
    expect(textOn("#ffe14d")).not.toBe("#fff");
    expect(textOn("#1d2f8f")).toBe("#fff");
  });

  it("of text are darkened until they can be read", () => {
    const text = parseColor(
      readable("#ffe14d", white, [0, 0, 0]).replaceAll(" ", ",").replace("rgb,", "rgb"),
    );
    expect(text && contrast(text, white)).toBeGreaterThanOrEqual(4.5);
    expect(readable("#1d2f8f", white, [0, 0, 0])).toBe("rgb(29 47 143)");
  });

  it("of every status can be read on their own background, in light and dark", () => {
    const tokens = themeTokens(undefined);
    for (const status of ["success", "danger", "warning", "info", "discovery"]) {
      const [text, background] = [`--ck-${status}`, `--ck-${status}-bg`].map((name) =>
        (tokens[name] ?? "").match(/#[\da-f]{6}/g)?.map(parseColor),
      );
      for (const mode of [0, 1]) {
        const [ink, paper] = [text?.[mode], background?.[mode]];
        if (!ink || !paper) throw new Error(`${status} has no colours`);
        expect(contrast(ink, paper), `${status} ${mode}`).toBeGreaterThanOrEqual(4.5);
      }
    }
  });
});

describe("the theme", () => {
  it("follows the system unless it is told otherwise", () => {
    expect(themeTokens(undefined)["color-scheme"]).toBe("light dark");
    expect(themeTokens("dark")["color-scheme"]).toBe("dark");
    expect(themeTokens({ colorScheme: "light" })["color-scheme"]).toBe("light");
  });

  it("takes radius, density, fonts and accent from the options", () => {
    const tokens = themeTokens({
      radius: "sharp",
      density: "compact",
      typography: { baseSize: 18, fontFamily: "Inter" },
      color: { accent: { primary: "#ff0000", level: 3 } },
    });
    expect(tokens).toMatchObject({
      "--ck-radius": "0px",
      "--ck-space": "3.4px",
      "--ck-font-size": "18px",
      "--ck-accent": "light-dark(#ff0000, #ff0000)",
      "--ck-bubble-text": "var(--ck-on-accent)",
    });
    expect(tokens["--ck-font"]).toMatch(/^Inter, /);
  });
});
