import { HILLS } from "./picture";
import { type Child, caption, inCard, type WidgetSample } from "./sample";

const BADGE_COLORS = ["secondary", "success", "danger", "warning", "info", "discovery"] as const;
const BUTTON_COLORS = [
  "primary",
  "secondary",
  "info",
  "discovery",
  "success",
  "caution",
  "warning",
  "danger",
] as const;
const VARIANTS = ["solid", "soft", "outline", "ghost"] as const;
const SIZES = ["3xs", "2xs", "xs", "sm", "md", "lg", "xl", "2xl", "3xl"] as const;
const onClickAction = { type: "demo.press" };

const wrapping = (children: readonly Child[]): Child => ({
  type: "Row",
  wrap: "wrap",
  gap: 2,
  children,
});

const badges = (["solid", "soft", "outline"] as const).map((variant) =>
  wrapping(BADGE_COLORS.map((color): Child => ({ type: "Badge", label: color, color, variant }))),
);

const buttons = VARIANTS.map((variant) =>
  wrapping(
    BUTTON_COLORS.map(
      (color): Child => ({
        type: "Button",
        label: color,
        color,
        variant,
        size: "md",
        onClickAction,
      }),
    ),
  ),
);

const buttonShapes = wrapping([
  { type: "Button", label: "Primary", style: "primary", onClickAction },
  { type: "Button", label: "Secondary", style: "secondary", onClickAction },
  { type: "Button", label: "Pill", pill: true, onClickAction },
  { type: "Button", iconStart: "star", uniform: true, onClickAction },
  { type: "Button", label: "Back", iconStart: "chevron-left", onClickAction },
  { type: "Button", label: "Open", iconEnd: "external-link", iconSize: "sm", onClickAction },
  { type: "Button", label: "Disabled", disabled: true, onClickAction },
]);

const icon = (name: string, more: object = {}): Child => ({ type: "Icon", name, ...more }) as Child;

const ICONS = ["agent", "analytics", "book-open", "calendar", "check-circle", "dot", "star-filled"];

const POSITIONS = ["top left", "top", "right", "center", "bottom right"] as const;
const FITS = ["cover", "contain", "fill", "scale-down", "none"] as const;

export const contentSamples: readonly WidgetSample[] = [
  inCard(
    "badge-all",
    "Badge: colours, variants, sizes",
    ...badges,
    wrapping([
      { type: "Badge", label: "small", size: "sm" },
      { type: "Badge", label: "medium", size: "md", pill: true },
      { type: "Badge", label: "large", size: "lg", color: "success", pill: true },
    ]),
  ),
  inCard(
    "icon-all",
    "Icon: names, sizes, colours",
    wrapping(ICONS.map((name) => icon(name))),
    wrapping(["xs", "sm", "md", "lg", "xl", "2xl", "3xl"].map((size) => icon("atom", { size }))),
    wrapping(["success", "danger", "purple-500"].map((color) => icon("bolt", { color }))),
  ),
  inCard(
    "image-fit",
    "Image: fit, position and frame",
    wrapping(
      FITS.map((fit) => ({
        type: "Col",
        gap: 1,
        children: [
          { type: "Image", src: HILLS, alt: `Hills, ${fit}`, fit, size: 88, frame: true },
          caption(fit),
        ],
      })),
    ),
    wrapping(
      POSITIONS.map((position) => ({
        type: "Image",
        src: HILLS,
        alt: `Hills, ${position}`,
        fit: "cover",
        position,
        width: 64,
        height: 88,
        radius: "full",
      })),
    ),
  ),
  inCard(
    "image-flush",
    "Image: up to the edge of its card",
    {
      type: "Image",
      src: HILLS,
      alt: "Hills below a sun",
      flush: true,
      aspectRatio: 3,
      fit: "cover",
    },
    caption("Pictures from elsewhere show their text only:"),
    { type: "Image", src: "https://elsewhere.example/cell.png", alt: "A cell" },
  ),
  inCard("button-colors", "Button: colours and variants", ...buttons),
  inCard(
    "button-sizes",
    "Button: sizes, shapes and icons",
    wrapping(SIZES.map((size) => ({ type: "Button", label: size, size, onClickAction }))),
    buttonShapes,
    { type: "Button", label: "The whole width", block: true, style: "primary", onClickAction },
  ),
];
