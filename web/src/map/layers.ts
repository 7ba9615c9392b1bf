/** Draws districts and features, and redraws them when colours or filters change. */

import L from "leaflet";
import type { DistrictCollection, LayoutFeature } from "../api/types";
import { idOf } from "../model/layout";
import { DISTRICT, paneOf } from "./styles";

export interface FeatureLook {
  readonly style: L.PathOptions;
  readonly drawn: boolean;
}

/** The features of one layout on the map. */
export class FeatureLayers {
  private readonly drawn = L.layerGroup();
  private readonly byId = new Map<string, L.Path>();
  private readonly features: readonly LayoutFeature[];

  constructor(
    map: L.Map,
    features: readonly LayoutFeature[],
    tooltip: (feature: LayoutFeature) => HTMLElement,
    choose: (id: string) => void,
  ) {
    // Small ones last, so that nothing lies hidden and out of reach under something larger.
    this.features = [...features].sort((a, b) => (b.properties.area_km2 ?? 0) - (a.properties.area_km2 ?? 0));
    for (const feature of this.features) {
      const layer = pathOf(feature);
      if (!layer) continue;
      layer.bindTooltip(() => tooltip(feature), { sticky: true, direction: "top", offset: [0, -6] });
      layer.on("click", (event) => {
        L.DomEvent.stopPropagation(event);
        choose(idOf(feature));
      });
      this.byId.set(idOf(feature), layer);
    }
    this.drawn.addTo(map);
  }

  /** Redraws everything as `look` says. */
  restyle(look: (feature: LayoutFeature) => FeatureLook): void {
    for (const feature of this.features) {
      const layer = this.byId.get(idOf(feature));
      if (!layer) continue;
      const { style, drawn } = look(feature);
      layer.setStyle(style);
      if (drawn) this.drawn.addLayer(layer);
      else this.drawn.removeLayer(layer);
    }
  }

  remove(): void {
    this.drawn.remove();
  }
}

/** A feature as a Leaflet path, or null where it has no geometry that can be drawn. */
function pathOf(feature: LayoutFeature): L.Path | null {
  if (!feature.geometry) return null;
  const { kind } = feature.properties;
  const options = { pane: paneOf(kind), className: `feature ${kind}` };
  const layer = L.GeoJSON.geometryToLayer(feature as GeoJSON.Feature, {
    ...options,
    pointToLayer: (_, at) => L.circleMarker(at, { ...options, radius: 6 }),
  }) as unknown;
  if (!(layer instanceof L.Path)) return null;
  L.setOptions(layer, options);
  layer.on("add", () => {
    const element = layer.getElement();
    element?.setAttribute("data-id", idOf(feature));
    // A tooltip makes Chromium put a path among the tab stops; the table is the keyboard's way to a feature.
    element?.setAttribute("tabindex", "-1");
  });
  return layer;
}

/** The districts: the base map. A click on them is a click on nothing. */
export const districtLayer = (districts: DistrictCollection): L.GeoJSON =>
  L.geoJSON(districts, { style: DISTRICT, interactive: false });
