/** Draws districts and features, and redraws them when colours or filters change. */

import L from "leaflet";
import type { DistrictCollection, LayoutFeature } from "../api/types";
import { idOf } from "../model/layout";
import type { Theme } from "../model/palette";
import { districtStyle, paneOf } from "./styles";

export interface FeatureLook {
  readonly style: L.PathOptions;
  readonly drawn: boolean;
}

/** Above this many features the order of drawing is left as it is after a change. */
const MANY = 2000;

/** The features of one layout on the map. */
export class FeatureLayers {
  private readonly drawn = L.layerGroup();
  private readonly byId = new Map<string, L.Path>();
  private features: readonly LayoutFeature[] = [];

  constructor(
    map: L.Map,
    private readonly tooltip: (feature: LayoutFeature) => HTMLElement,
    private readonly choose: (id: string, more: boolean) => void,
  ) {
    this.drawn.addTo(map);
  }

  /** Draws these features; those that are the same objects as before keep their paths. `restyle` must follow. */
  set(features: readonly LayoutFeature[]): void {
    const before = new Set(this.features);
    const now = new Set(features);
    const gone = this.features.filter((feature) => !now.has(feature));
    for (const feature of gone) this.take(idOf(feature));
    // Small ones last, so that nothing lies hidden and out of reach under something larger.
    this.features = [...features].sort((a, b) => (b.properties.area_km2 ?? 0) - (a.properties.area_km2 ?? 0));
    for (const feature of this.features) if (!before.has(feature)) this.draw(feature);
    if (before.size && this.features.length < MANY)
      for (const feature of this.features) {
        const path = this.byId.get(idOf(feature));
        if (path && before.has(feature) && this.drawn.hasLayer(path)) path.bringToFront();
      }
  }

  /** Draws these features with other outlines, until they are set. */
  preview(features: readonly LayoutFeature[]): void {
    for (const feature of features) {
      const path = this.byId.get(idOf(feature));
      if (!(path instanceof L.Polygon) || feature.geometry?.type !== "MultiPolygon") continue;
      path.setLatLngs(L.GeoJSON.coordsToLatLngs(feature.geometry.coordinates, 2));
    }
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

  private take(id: string): void {
    const path = this.byId.get(id);
    if (path) this.drawn.removeLayer(path);
    this.byId.delete(id);
  }

  private draw(feature: LayoutFeature): void {
    const layer = pathOf(feature);
    if (!layer) return;
    layer.bindTooltip(() => this.tooltip(feature), { sticky: true, direction: "top", offset: [0, -6] });
    layer.on("click", (event: L.LeafletMouseEvent) => {
      L.DomEvent.stopPropagation(event);
      this.choose(idOf(feature), event.originalEvent.shiftKey);
    });
    this.byId.set(idOf(feature), layer);
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
export const districtLayer = (districts: DistrictCollection, theme: Theme): L.GeoJSON =>
  L.geoJSON(districts, { style: districtStyle(theme), interactive: false });
