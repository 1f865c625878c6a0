/** Just enough colour arithmetic to keep text readable on whatever accent a page chooses. */
type Rgb = readonly [number, number, number];

/** Parses `#rgb`, `#rrggbb(aa)` and `rgb()`; null for the rest, whose contrast can't be known here. */
export function parseColor(value: string): Rgb | null {
  const hex = /^#([\da-f]{3}|[\da-f]{6}|[\da-f]{8})$/i.exec(value.trim())?.[1];
  if (hex) {
    const digits = hex.length === 3 ? hex.replace(/./g, "$&$&") : hex;
    const channel = (at: number) => Number.parseInt(digits.slice(at, at + 2), 16);
    return [channel(0), channel(2), channel(4)];
  }
  const [, r, g, b] = /^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)/i.exec(value.trim()) ?? [];
  return r && g && b ? [Number(r), Number(g), Number(b)] : null;
}

/** WCAG relative luminance, 0 (black) to 1 (white). */
function luminance(color: Rgb): number {
  const [r, g, b] = color.map((channel) => {
    const c = channel / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG contrast ratio, 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [la, lb] = [luminance(a), luminance(b)];
  return (Math.max(la, lb) + 0.05) / (Math.min(la, lb) + 0.05);
}

const WHITE: Rgb = [255, 255, 255];
const INK: Rgb = [16, 18, 24];

/** Text colour for a background of `color`. */
export function textOn(color: string): string {
  const background = parseColor(color);
  if (!background) return "#fff";
  return contrast(background, WHITE) >= contrast(background, INK) ? "#fff" : toCss(INK);
}

/** `color` moved towards `end` until it reads (4.5:1) on `surface`. */
export function readable(color: string, surface: Rgb, end: Rgb): string {
  const start = parseColor(color);
  if (!start) return color;
  for (let step = 0; step <= 10; step++) {
    const mixed = start.map((c, i) => Math.round(c + ((end[i] ?? c) - c) * (step / 10)));
    const candidate = mixed as unknown as Rgb;
    if (contrast(candidate, surface) >= 4.5) return toCss(candidate);
  }
  return toCss(end);
}

function toCss([r, g, b]: Rgb): string {
  return `rgb(${r} ${g} ${b})`;
}
