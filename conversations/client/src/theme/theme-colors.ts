import type { ThemeOption } from "@openai/chatkit";
import { toCss } from "./colors";
import { ownMode, palette } from "./palette";

/** The colours of a theme that chooses some, in light and dark, and the one mode it has, if it has one. */
export function themeColors(theme: ThemeOption): {
  mode: "light" | "dark" | null;
  colors: Record<string, readonly [string, string]>;
} {
  const mode = ownMode(theme);
  const darks = palette(theme, mode ?? "dark");
  const entries = Object.entries(palette(theme, mode ?? "light")).map(
    ([name, color]) => [name, [toCss(color), toCss(darks[name] ?? color)]] as const,
  );
  return { mode, colors: Object.fromEntries(entries) };
}
