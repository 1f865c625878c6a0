/** Just enough colour arithmetic to keep text readable on whatever colours a page chooses. */
export type Rgb = readonly [number, number, number];

export const WHITE: Rgb = [255, 255, 255];
export const BLACK: Rgb = [0, 0, 0];

/** The colour that `value` is in CSS, without its transparency; null where nothing can tell. */
export function parseColor(value: string): Rgb | null {
  const hex = /^#([\da-f]{3}|[\da-f]{6}|[\da-f]{8})$/i.exec(value.trim())?.[1];
  if (!hex) return paint(value);
  const digits = hex.length === 3 ? hex.replace(/./g, "$&$&") : hex;
  const channel = (at: number) => Number.parseInt(digits.slice(at, at + 2), 16);
  return [channel(0), channel(2), channel(4)];
}

/** Names, hsl(), oklch() and all that is still to come: the browser knows them. */
function paint(value: string): Rgb | null {
  if (typeof OffscreenCanvas === "undefined" || !CSS.supports("color", value)) return null;
  const pen = new OffscreenCanvas(1, 1).getContext("2d");
  if (!pen) return null;
  pen.fillStyle = value;
  pen.fillRect(0, 0, 1, 1);
  const [r = 0, g = 0, b = 0] = pen.getImageData(0, 0, 1, 1).data;
  return [r, g, b];
}

export function toCss(color: Rgb): string {
  return `#${color.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

/** WCAG relative luminance, 0 (black) to 1 (white). */
export function luminance(color: Rgb): number {
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

/** `part` (0 to 1) of `color` in `base`. */
export function mix(color: Rgb, base: Rgb, part: number): Rgb {
  const at = (i: 0 | 1 | 2) => Math.round(base[i] + (color[i] - base[i]) * part);
  return [at(0), at(1), at(2)];
}

/** White or black, whichever reads better on `background`: one of them always has 4.5:1. */
export function textOn(background: Rgb): Rgb {
  return contrast(background, WHITE) >= contrast(background, BLACK) ? WHITE : BLACK;
}

/** `color` moved towards `end` until `isGood`. */
export function moved(color: Rgb, end: Rgb, isGood: (candidate: Rgb) => boolean): Rgb {
  for (let step = 0; step < 20; step++) {
    const candidate = mix(end, color, step / 20);
    if (isGood(candidate)) return candidate;
  }
  return end;
}

/** A grey with a touch of a hue, as OKLCH has it. */
export function gray(lightness: number, chroma: number, hue: number): Rgb {
  const [a, b] = [Math.cos, Math.sin].map((of) => chroma * of((hue * Math.PI) / 180)) as [
    number,
    number,
  ];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    encode(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    encode(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    encode(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

function encode(light: number): number {
  const c = light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;
  return Math.round(255 * Math.min(1, Math.max(0, c)));
}
