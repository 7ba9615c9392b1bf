/** How what differs between two layouts is drawn: each mark has a pattern and a line of its own besides its colour. */

import type { Mark } from "../history/model/spots";

export const MARKS: Record<Mark, { token: string; line: string; drawn: string }> = {
  added: { token: "--after", line: "", drawn: "M4 1v6M1 4h6" },
  removed: { token: "--fault", line: "2 4", drawn: "M1 1l6 6M7 1l-6 6" },
  gained: { token: "--after", line: "", drawn: "M-2 2l4-4M0 8l8-8M6 10l4-4" },
  lost: { token: "--fault", line: "2 4", drawn: "M-2 6l4 4M0 0l8 8M6-2l4 4" },
  retitled: { token: "--chart", line: "8 4", drawn: "M2 2h.01M6 6h.01" },
};

const SIDE = 8;

/** The fill of a mark as an SVG paint. */
export const markPaint = (mark: Mark): string => `url(#mark-${mark})`;

/** Puts the patterns into the document, where every SVG of the page finds them. */
export function defineMarks(document: Document): void {
  if (document.getElementById("marks")) return;
  const svg = element(document, "svg", { id: "marks", width: "0", height: "0", "aria-hidden": "true" });
  svg.setAttribute("style", "position: absolute");
  const defs = element(document, "defs", {});
  for (const [name, { token, drawn }] of Object.entries(MARKS)) {
    const size = { patternUnits: "userSpaceOnUse", width: String(SIDE), height: String(SIDE) };
    const pattern = element(document, "pattern", { id: `mark-${name}`, ...size });
    const ground = element(document, "rect", { width: String(SIDE), height: String(SIDE) });
    ground.setAttribute("style", `fill: var(${token}); fill-opacity: 0.16`);
    const lines = element(document, "path", { d: drawn, fill: "none", "stroke-linecap": "round" });
    lines.setAttribute("style", `stroke: var(${token}); stroke-width: ${name === "retitled" ? 2 : 1.3}px`);
    pattern.append(ground, lines);
    defs.append(pattern);
  }
  svg.append(defs);
  document.body.append(svg);
}

function element(document: Document, name: string, attributes: Record<string, string>): SVGElement {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
