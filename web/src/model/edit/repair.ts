/** A repair that the service has worked out, as features of the layout that is being edited. */

import type { MultiPolygon, Polygon } from "geojson";
import type { LayoutFeature } from "../../api/types";
import type { EditDocument } from "./document";

/** The features of a repair with their outlines after it, position by position as the service gave them. */
export function repaired(
  document: EditDocument,
  changes: readonly { readonly feature: string; readonly after: Polygon | MultiPolygon }[],
): LayoutFeature[] {
  return changes.flatMap(({ feature: id, after }) => {
    const feature = document.features.get(id);
    return feature ? [{ ...feature, geometry: multi(after) }] : [];
  });
}

const multi = (geometry: Polygon | MultiPolygon): MultiPolygon =>
  geometry.type === "MultiPolygon" ? geometry : { type: "MultiPolygon", coordinates: [geometry.coordinates] };
