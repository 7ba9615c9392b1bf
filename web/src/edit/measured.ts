/** Features with their area as the page shows it. */

import type { LayoutFeature } from "../api/types";
import type { EditDocument } from "../model/edit/document";
import { polygonsOf } from "../model/edit/shape";

const known = new WeakMap<LayoutFeature, LayoutFeature>();
const DECIMALS = 1e6;

/**
 * The feature with the area of its outline, to the square metre that a report shows; the same object every time. What
 * the service has measured is not measured again.
 */
export function measured(document: EditDocument, feature: LayoutFeature): LayoutFeature {
  if (typeof feature.properties.area_km2 === "number") return feature;
  let shown = known.get(feature);
  if (!shown) {
    shown = withArea(document, feature);
    known.set(feature, shown);
  }
  return shown;
}

function withArea(document: EditDocument, feature: LayoutFeature): LayoutFeature {
  const polygons = polygonsOf(feature.geometry);
  if (!polygons.length) return feature;
  const area_km2 = Math.round(document.frame.area_km2(polygons) * DECIMALS) / DECIMALS;
  return { ...feature, properties: { ...feature.properties, area_km2 } };
}
