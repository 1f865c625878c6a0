import type { ThemeOption } from "@openai/chatkit";
import { describe, expect, it } from "vitest";
import { contrast, mix, parseColor, type Rgb, textOn, toCss } from "../colors";
import { DEFAULT_COLORS } from "../default-colors";
import { palette } from "../palette";
import { themeColors } from "../theme-colors";
import { themeTokens } from "../tokens";

const ACCENTS = [
  "#000000 #ffffff #3454d1 #ff0000 #00ff00 #0000ff #ffe14d #777777 #767676 #f1f5f9 #0f172a",
  "#ff5f42 #10a37f #a855f7 #f472b6 #00ffff #8b4513 #c0c0c0 #1b1b1b #e0e0e0",
].flatMap((line) => line.split(" "));

const SURFACES = [
  ["#ffffff", "#000000"],
  ["#0b1120", "#e2e8f0"],
  ["#fffbe6", "#3d3200"],
  ["#777777", "#ffffff"],
  ["#777777", "#111111"],
  ["#ffffff", "#f8f8f8"],
  ["#000000", "#1a1a1a"],
  ["#3454d1", "#ffffff"],
  ["#ffff00", "#ff0000"],
  ["#123456", "#123456"],
] as const;

const SURFACE_NAMES = ["surface", "surface-secondary", "surface-tertiary", "elevated"];
const STATUSES = ["success", "danger", "warning", "info", "discovery"];

/** Which text stands on which ground, and how well it has to be read there. */
function pairs(): [string, string, number][] {
  const texts = ["text", "text-secondary", "text-tertiary", "accent-text", ...STATUSES];
  return [
    ...texts.flatMap((text) =>
      SURFACE_NAMES.map((on) => [text, on, 4.5] as [string, string, number]),
    ),
    ...STATUSES.flatMap((status): [string, string, number][] => [
      [status, `${status}-bg`, 4.5],
      ["text", `${status}-bg`, 4.5],
    ]),
    ...["accent-mark", "border-strong", "focus"].flatMap((mark) =>
      SURFACE_NAMES.map((on) => [mark, on, 3] as [string, string, number]),
    ),
    ["on-accent", "accent", 4.5],
    ["on-accent", "accent-hover", 4.5],
    ["bubble-text", "bubble", 4.5],
  ];
}

function unreadable(theme: ThemeOption): string[] {
  return (["light", "dark"] as const).flatMap((mode) => {
    const colors = palette(theme, mode);
    const of = (name: string) => colors[name] as Rgb;
    return pairs()
      .filter(([text, on, ratio]) => contrast(of(text), of(on)) < ratio)
      .map(([text, on]) => `${mode}: ${text} ${toCss(of(text))} on ${on} ${toCss(of(on))}`);
  });
}

describe("colours", () => {
  it("are parsed from hex; what only a browser knows is left alone", () => {
    expect(parseColor("#fff")).toEqual([255, 255, 255]);
    expect(parseColor("#3454D1")).toEqual([52, 84, 209]);
    expect(parseColor("rebeccapurple")).toBeNull();
  });

  it("of text can be read on any ground", () => {
    for (let tone = 0; tone < 256; tone++) {
      const ground: Rgb = [tone, tone, tone];
      expect(contrast(textOn(ground), ground)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it("can be read with every accent at every level", () => {
    for (const primary of ACCENTS)
      for (const level of [0, 1, 2, 3] as const)
        expect(unreadable({ color: { accent: { primary, level } } }), primary).toEqual([]);
  });

  it("can be read on every surface that a page chooses, with every accent", () => {
    for (const [background, foreground] of SURFACES)
      for (const primary of ACCENTS) {
        const color = {
          surface: { background, foreground },
          accent: { primary, level: 2 as const },
        };
        expect(unreadable({ color }), `${background} ${primary}`).toEqual([]);
      }
  });

  it("can be read in every grey", () => {
    const steps = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
    const shades = [-4, -3, -2, -1, 0, 1, 2, 3, 4] as const;
    for (let hue = 0; hue < 360; hue += 45)
      for (const tint of steps)
        for (const shade of shades)
          expect(unreadable({ color: { grayscale: { hue, tint, shade } } })).toEqual([]);
  });

  it("of accents and statuses can be read on a tint of themselves, as in soft buttons", () => {
    for (const [background, foreground] of SURFACES) {
      const colors = palette({ color: { surface: { background, foreground } } }, "light");
      const onTint = (name: string, on: string) => {
        const [text, ground] = [colors[name] as Rgb, colors[on] as Rgb];
        return contrast(text, mix(text, ground, 0.14));
      };
      for (const name of ["accent-text", ...STATUSES])
        for (const on of SURFACE_NAMES) {
          // On a grey in the middle not even black or white has more than it needs.
          const possible = Math.min(4.5, onTint("text", on));
          expect(onTint(name, on), name).toBeGreaterThanOrEqual(possible);
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

  it("has colours at hand for pages that choose none", () => {
    expect(DEFAULT_COLORS).toEqual(themeColors({}).colors);
  });

  it("is light or dark as the surface is that the page chose", () => {
    const surface = { background: "#0b1120", foreground: "#e2e8f0" };
    const tokens = themeTokens({ colorScheme: "light", color: { surface } }, themeColors);
    expect(tokens["color-scheme"]).toBe("dark");
    expect(tokens["--ck-surface"]).toBe("light-dark(#0b1120, #0b1120)");
    expect(tokens["--ck-text"]).toBe("light-dark(#e2e8f0, #e2e8f0)");
  });

  it("takes a foreground that can't be read for the colour of what lies above the background", () => {
    const surface = { background: "#ffffff", foreground: "#f8f8f8" };
    const tokens = themeTokens({ color: { surface } }, themeColors);
    expect(tokens["--ck-elevated"]).toBe("light-dark(#f8f8f8, #f8f8f8)");
    expect(tokens["--ck-text"]).toBe("light-dark(#000000, #000000)");
  });

  it("takes radius, density, fonts and accent from the options", () => {
    const theme: ThemeOption = {
      radius: "sharp",
      density: "compact",
      typography: { baseSize: 18, fontFamily: "Inter" },
      color: { accent: { primary: "#ff0000", level: 3 } },
    };
    const tokens = themeTokens(theme, themeColors);
    expect(tokens).toMatchObject({
      "--ck-radius": "0px",
      "--ck-space": "3.4px",
      "--ck-font-size": "18px",
      "--ck-accent": "light-dark(#ff0000, #ff0000)",
      "--ck-bubble": "light-dark(#ff0000, #ff0000)",
      "--ck-bubble-text": "light-dark(#000000, #000000)",
    });
    expect(tokens["--ck-font"]).toMatch(/^Inter, /);
  });
});
