/** Colours and patterns of legend entries. Every entry differs from the others in both. */

export type Pattern = "plain" | "rising" | "falling" | "level" | "upright" | "dots" | "cross" | "sparse";

export interface Look {
  readonly fill: string;
  readonly stroke: string;
  readonly pattern: Pattern;
}

const SERIES: readonly Look[] = [
  { fill: "#5b8fc4", stroke: "#1f4e80", pattern: "plain" },
  { fill: "#cf7f92", stroke: "#7d2b44", pattern: "rising" },
  { fill: "#e2ac57", stroke: "#7d4f08", pattern: "dots" },
  { fill: "#7fb184", stroke: "#22592f", pattern: "level" },
  { fill: "#9b86c2", stroke: "#4b3480", pattern: "falling" },
  { fill: "#62b3ae", stroke: "#115955", pattern: "upright" },
  { fill: "#b58a6c", stroke: "#5f3a1e", pattern: "cross" },
];

const FIXED: Record<string, Look> = {
  none: { fill: "#b9c0c8", stroke: "#4d5863", pattern: "cross" },
  reserve: { fill: "#e4e2da", stroke: "#8a8674", pattern: "sparse" },
  small: { fill: "#f0d9bf", stroke: "#9a7146", pattern: "dots" },
};

/** The look of the n-th named entry, or of a fixed one; past the end the series starts again. */
export function look(entry: number | string): Look {
  const found = typeof entry === "number" ? SERIES[entry % SERIES.length] : FIXED[entry];
  return found ?? (FIXED.none as Look);
}

/** Every look, for whoever has to define the patterns. */
export const ALL_LOOKS: readonly Look[] = [...SERIES, ...Object.values(FIXED)];

/** The id of the SVG pattern that draws a look. */
export const patternId = (look: Look): string => `look-${look.pattern}-${look.fill.slice(1)}`;

/** The fill of a look, as an SVG paint: its pattern. */
export const paintOf = (look: Look): string => `url(#${patternId(look)})`;
