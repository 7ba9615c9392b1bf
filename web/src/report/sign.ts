/** The signs of findings as elements. Each differs in shape, so that none is told apart by colour alone. */

import { SIGNS as PAGE_SIGNS } from "../panels/Icon";
import type { Tone } from "./data";

const NS = "http://www.w3.org/2000/svg";

export const SIGNS: Record<Tone | "passed", readonly [outline: string, mark: string]> = {
  ...PAGE_SIGNS,
  advice: ["M2 2h12v12H2z", "M8 7.2v4M8 4.8v.1"],
};

/** The sign as an element of its own, for the map. */
export function signOf(tone: Tone): SVGElement {
  const svg = document.createElementNS(NS, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  for (const [i, d] of SIGNS[tone].entries()) {
    const path = document.createElementNS(NS, "path");
    path.setAttribute("d", d);
    path.setAttribute("class", i ? "mark" : "shape");
    svg.append(path);
  }
  return svg;
}
