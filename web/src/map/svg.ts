/** Features as SVG paths: one element each, for layouts of some hundred features. */

import L from "leaflet";
import type { LayoutFeature } from "../api/types";
import { idOf } from "../model/layout";
import { bySize, type FeaturePainter, type Looks, type Pointing, TOOLTIP } from "./painter";
import { paneOf } from "./styles";

export class SvgFeatures implements FeaturePainter {
  private readonly drawn = L.layerGroup();
  private readonly byId = new Map<string, L.Path>();
  private features: readonly LayoutFeature[] = [];

  constructor(
    map: L.Map,
    private readonly pointing: Pointing,
  ) {
    this.drawn.addTo(map);
  }

  set(features: readonly LayoutFeature[]): void {
    const before = new Set(this.features);
    const now = new Set(features);
    const gone = this.features.filter((feature) => !now.has(feature));
    for (const feature of gone) this.take(idOf(feature));
    this.features = [...features].sort(bySize);
    for (const feature of this.features) if (!before.has(feature)) this.draw(feature);
    if (before.size)
      for (const feature of this.features) {
        const path = this.byId.get(idOf(feature));
        if (path && before.has(feature) && this.drawn.hasLayer(path)) path.bringToFront();
      }
  }

  preview(features: readonly LayoutFeature[]): void {
    for (const feature of features) {
      const path = this.byId.get(idOf(feature));
      if (moveDot(path, feature)) continue;
      if (!(path instanceof L.Polygon) || feature.geometry?.type !== "MultiPolygon") continue;
      path.setLatLngs(L.GeoJSON.coordsToLatLngs(feature.geometry.coordinates, 2));
    }
  }

  restyle(looks: Looks): void {
    for (const feature of this.features) {
      const layer = this.byId.get(idOf(feature));
      if (!layer) continue;
      const { style, drawn } = looks.of(feature);
      layer.setStyle(style);
      if (drawn) this.drawn.addLayer(layer);
      else this.drawn.removeLayer(layer);
    }
  }

  whenDrawn(call: () => void): void {
    call();
  }

  /** Paths take their clicks themselves. */
  hit(): null {
    return null;
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
    layer.bindTooltip(() => this.pointing.tooltip(feature), { sticky: true, ...TOOLTIP });
    layer.on("click", (event: L.LeafletMouseEvent) => {
      L.DomEvent.stopPropagation(event);
      this.pointing.choose(idOf(feature), event.originalEvent.shiftKey);
    });
    this.byId.set(idOf(feature), layer);
  }
}

/** Puts the dot of a point to where it is now; false for anything else. */
export function moveDot(path: L.Path | undefined, { geometry }: LayoutFeature): boolean {
  if (!(path instanceof L.CircleMarker) || geometry?.type !== "Point") return false;
  path.setLatLng(L.GeoJSON.coordsToLatLng(geometry.coordinates as [number, number]));
  return true;
}

/** A feature as a Leaflet path, or null where it has no geometry that can be drawn. */
export function pathOf(feature: LayoutFeature, more: L.PathOptions = {}): L.Path | null {
  if (!feature.geometry) return null;
  const { kind } = feature.properties;
  const options = { pane: paneOf(kind), className: `feature ${kind}`, ...more };
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
