/** The map of the page, for the tables beside it. */

import { signal } from "@preact/signals";
import type { Geometry } from "geojson";
import type { Difference } from "../api/scenarios";
import type { Compared } from "../map/compared";
import * as state from "./state";

/** The map of the moment. */
export const onMap = signal<Compared | null>(null);

/** Shows a place on the map, and the map itself. */
export function showPlace(geometries: readonly (Geometry | null | undefined)[]): void {
  const drawn = geometries.filter((geometry) => geometry != null);
  onMap.peek()?.point(drawn, drawn.length > 0);
  document.querySelector(".compare-map")?.scrollIntoView({ block: "nearest" });
}

/** Makes a difference stand out on the map and in the address. */
export function showDifference(difference: Difference): void {
  state.go({ feature: difference.id }, true);
  showPlace([difference.geometry?.before, difference.geometry?.after]);
}
