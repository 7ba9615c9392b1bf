/** SVG fill patterns: each legend look as a `<pattern>`, defined once a theme for the map and the legend. */

import { ALL_LOOKS, type Look, type Pattern, patternId, type Theme } from "../model/palette";

/** The side of one cell of a pattern, in pixels. */
export const PATTERN_SIZE = 8;

/** The marks of each pattern, drawn over the fill. */
export const MARKS: Record<Pattern, string> = {
  plain: "",
  rising: "M-2 2l4-4M0 8l8-8M6 10l4-4",
  falling: "M-2 6l4 4M0 0l8 8M6-2l4 4",
  level: "M0 2h8M0 6h8",
  upright: "M2 0v8M6 0v8",
  cross: "M0 4h8M4 0v8",
  sparse: "M-1 9l10-10",
  dots: "M1.5 2h.01M5.5 6h.01",
  few: "M2 4h4",
};

/** How the marks are drawn: the same in SVG and on a canvas. */
export function strokeOf(look: Look): { width: number; cap: "round" | "butt"; opacity: number } {
  const dots = look.pattern === "dots";
  return { width: dots ? 1.8 : 0.9, cap: dots ? "round" : "butt", opacity: 0.75 };
}

/** Puts the patterns into the document, where every SVG of the page finds them. */
export function definePatterns(document: Document): void {
  if (document.getElementById("patterns")) return;
  const svg = element(document, "svg", { id: "patterns", width: 0, height: 0, "aria-hidden": "true" });
  const defs = element(document, "defs", {});
  for (const theme of ["light", "dark"] as const)
    for (const look of ALL_LOOKS) defs.append(patternOf(document, look, theme));
  svg.append(defs);
  document.body.append(svg);
}

function patternOf(document: Document, look: Look, theme: Theme): SVGElement {
  const { fill, stroke } = look[theme];
  const units = { patternUnits: "userSpaceOnUse", width: PATTERN_SIZE, height: PATTERN_SIZE };
  const pattern = element(document, "pattern", { id: patternId(look, theme), ...units });
  pattern.append(element(document, "rect", { width: PATTERN_SIZE, height: PATTERN_SIZE, fill }));
  const { width, cap, opacity } = strokeOf(look);
  pattern.append(
    element(document, "path", {
      d: MARKS[look.pattern],
      stroke,
      "stroke-width": width,
      "stroke-linecap": cap,
      "stroke-opacity": opacity,
      fill: "none",
    }),
  );
  return pattern;
}

function element(document: Document, name: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}
