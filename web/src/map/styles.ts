/** How things are drawn: one place for every stroke and fill of the map. */

import type { PathOptions } from "leaflet";
import type { Kind, LayoutFeature } from "../api/types";
import { type Look, paintOf } from "../model/palette";

/** Panes from the bottom up, with their z-index. */
export const PANES = { district: 210, zone: 220, space: 230, park: 240, evidence: 250, label: 260 } as const;
export type Pane = keyof typeof PANES;

const FADED = 0.18;

export const DISTRICT: PathOptions = {
  pane: "district",
  className: "district",
  color: "#9aa7b2",
  weight: 1.1,
  fillColor: "#fbfbf8",
  fillOpacity: 1,
};

export const paneOf = (kind: Kind): Pane =>
  kind === "park" ? "park" : kind === "group" || kind === "reserve" || kind === "small" ? "space" : "zone";

/** The style of a feature. `faded`: it lacks the industry that is picked. */
export function styleOf(feature: LayoutFeature, look: Look, faded: boolean): PathOptions {
  switch (feature.properties.kind) {
    case "park":
      return { color: "#26323d", weight: 1.7, opacity: faded ? 0.45 : 0.9, fill: false };
    case "group":
      return {
        color: look.stroke,
        weight: 1.5,
        opacity: faded ? 0.35 : 1,
        fillColor: paintOf(look),
        fillOpacity: faded ? FADED : 0.88,
      };
    case "reserve":
    case "small":
      return {
        color: look.stroke,
        weight: 0.8,
        dashArray: feature.properties.kind === "reserve" ? "4 3" : "1.5 2.5",
        opacity: faded ? 0.35 : 0.9,
        fillColor: paintOf(look),
        fillOpacity: faded ? FADED : 0.75,
      };
    default:
      return {
        color: "#2f6f73",
        weight: 1.4,
        dashArray: "7 4",
        opacity: faded ? 0.3 : 0.85,
        fillColor: "#7fb3b0",
        fillOpacity: 0.1,
      };
  }
}
