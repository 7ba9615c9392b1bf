/** Draws districts and features. Few features are SVG paths; many are painted on canvas tiles. */

import L from "leaflet";
import type { DistrictCollection, LayoutFeature } from "../api/types";
import type { Theme } from "../model/palette";
import { CanvasFeatures } from "./canvas/features";
import type { FeaturePainter, Looks, Pointing } from "./painter";
import { districtStyle } from "./styles";
import { SvgFeatures } from "./svg";

/** Above this many features an element each is too much for a browser to pan and zoom smoothly. */
const MANY = 1500;

/** The features of one layout on the map. */
export class FeatureLayers implements FeaturePainter {
  private painter: FeaturePainter | null = null;
  private many = false;

  constructor(
    private readonly map: L.Map,
    private readonly pointing: Pointing,
  ) {}

  set(features: readonly LayoutFeature[]): void {
    // Who draws changes with the layout, and seldom while it is edited: not back and forth around the limit.
    const many = features.length > (this.many ? MANY / 2 : MANY);
    if (!this.painter || many !== this.many) {
      this.painter?.remove();
      this.painter = new (many ? CanvasFeatures : SvgFeatures)(this.map, this.pointing);
      this.many = many;
    }
    this.painter.set(features);
  }

  preview(features: readonly LayoutFeature[]): void {
    this.painter?.preview(features);
  }

  restyle(looks: Looks): void {
    this.painter?.restyle(looks);
  }

  whenDrawn(call: () => void): void {
    this.painter?.whenDrawn(call);
  }

  hit(event: L.LeafletMouseEvent): LayoutFeature | null {
    return this.painter?.hit(event) ?? null;
  }

  remove(): void {
    this.painter?.remove();
  }
}

/** The districts: the base map. A click on them is a click on nothing. */
export const districtLayer = (districts: DistrictCollection, theme: Theme): L.GeoJSON =>
  L.geoJSON(districts, { style: districtStyle(theme), interactive: false });
