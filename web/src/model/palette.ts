/**
 * Colours and patterns of legend entries, on light and on dark ground. Every named entry differs from the others in
 * both: the colours stay apart for eyes that lack red, green or blue (see the test), the patterns in black and white.
 */

export type Theme = "light" | "dark";
export type Pattern =
  | "plain"
  | "rising"
  | "falling"
  | "level"
  | "upright"
  | "dots"
  | "cross"
  | "sparse"
  | "few";

export interface Paint {
  readonly fill: string;
  readonly stroke: string;
}

export interface Look {
  readonly pattern: Pattern;
  readonly light: Paint;
  readonly dark: Paint;
}

const of = (pattern: Pattern, light: [string, string], dark: [string, string]): Look => ({
  pattern,
  light: { fill: light[0], stroke: light[1] },
  dark: { fill: dark[0], stroke: dark[1] },
});

const SERIES: readonly Look[] = [
  of("plain", ["#7285d3", "#22327a"], ["#637bc6", "#dfe6fd"]),
  of("rising", ["#c5697f", "#651d34"], ["#865d57", "#e9c9c5"]),
  of("dots", ["#f8ce74", "#7d5606"], ["#ad732a", "#fbe3bd"]),
  of("level", ["#96b796", "#2b4f33"], ["#7d896c", "#eaf0e0"]),
  of("falling", ["#cbb4e9", "#5b4289"], ["#5b4b93", "#c6baf0"]),
  of("upright", ["#15a38c", "#063f35"], ["#3f908b", "#d5f4f1"]),
  of("cross", ["#9c865c", "#43350f"], ["#793800", "#e7b183"]),
];

const FIXED: Record<string, Look> = {
  none: of("few", ["#c3c9d0", "#4d5863"], ["#5d6873", "#c9d2da"]),
  reserve: of("sparse", ["#efede6", "#7c7864"], ["#343a3e", "#a8a58f"]),
  small: of("dots", ["#e9cdbf", "#855a24"], ["#4a3d2e", "#d3ab7f"]),
};

/** The look of the n-th named entry, or of a fixed one; past the end the series starts again. */
export function look(entry: number | string): Look {
  const found = typeof entry === "number" ? SERIES[entry % SERIES.length] : FIXED[entry];
  return found ?? (FIXED.none as Look);
}

/** Every look, for whoever has to define the patterns. */
export const ALL_LOOKS: readonly Look[] = [...SERIES, ...Object.values(FIXED)];

/** The id of the SVG pattern that draws a look. */
export const patternId = (look: Look, theme: Theme): string =>
  `look-${theme}-${look.pattern}-${look[theme].fill.slice(1)}`;

/** The fill of a look, as an SVG paint: its pattern. */
export const paintOf = (look: Look, theme: Theme): string => `url(#${patternId(look, theme)})`;

/** What no legend entry colours: the ground and the lines of the map. */
export const MAP = {
  light: { ground: "#fbfbf8", district: "#8b98a4", park: "#26323d", zone: "#2f6f73", zoneFill: "#7fb3b0" },
  dark: { ground: "#1d2730", district: "#5f6d79", park: "#dbe3ea", zone: "#7cc4c0", zoneFill: "#4e918d" },
} as const satisfies Record<Theme, Record<string, string>>;
