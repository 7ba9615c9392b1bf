/** How things are drawn: one place for every stroke and fill of the map. */

import type { PathOptions } from "leaflet";
import type { Kind, LayoutFeature } from "../api/types";
import { type Look, MAP, paintOf, type Theme } from "../model/palette";

/** Panes from the bottom up, with their z-index. */
export const PANES = { district: 210, zone: 220, space: 230, park: 240, evidence: 250, label: 260 } as const;
export type Pane = keyof typeof PANES;

const FADED = 0.18;

export const districtStyle = (theme: Theme): PathOptions => ({
  pane: "district",
  className: "district",
  color: MAP[theme].district,
  weight: 1.1,
  fillColor: MAP[theme].ground,
  fillOpacity: 1,
});

export const paneOf = (kind: Kind): Pane =>
  kind === "park" ? "park" : kind === "group" || kind === "reserve" || kind === "small" ? "space" : "zone";

/** The style of a feature. `faded`: it lacks the industry that is picked. */
export function styleOf(feature: LayoutFeature, look: Look, faded: boolean, theme: Theme): PathOptions {
  const { stroke } = look[theme];
  switch (feature.properties.kind) {
    case "park":
      return { color: MAP[theme].park, weight: 1.7, opacity: faded ? 0.45 : 0.9, fill: false };
    case "group":
      return {
        color: stroke,
        weight: 1.5,
        opacity: faded ? 0.35 : 1,
        fillColor: paintOf(look, theme),
        fillOpacity: faded ? FADED : 0.88,
      };
    case "reserve":
    case "small":
      return {
        color: stroke,
        weight: 0.8,
        dashArray: feature.properties.kind === "reserve" ? "4 3" : "1.5 2.5",
        opacity: faded ? 0.35 : 0.9,
        fillColor: paintOf(look, theme),
        fillOpacity: faded ? FADED : 0.75,
      };
    default:
      return {
        color: MAP[theme].zone,
        weight: 1.4,
        dashArray: "7 4",
        opacity: faded ? 0.3 : 0.85,
        fillColor: MAP[theme].zoneFill,
        fillOpacity: 0.1,
      };
  }
}
