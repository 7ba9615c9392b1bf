/** While two versions are held against each other: theirs dashed beside mine, for every feature that both have changed. */

import { effect } from "@preact/signals";
import L from "leaflet";
import { newer } from "../../edit/conflict";

/** Shows them until the answer is called. */
export function showRivals(map: L.Map, pane: string): () => void {
  const group = L.layerGroup().addTo(map);
  const draw = (geometry: GeoJSON.Geometry | null | undefined, className: string) => {
    const options = { pane, className, interactive: false };
    if (geometry) L.geoJSON(geometry, { ...options, style: options }).addTo(group);
  };
  const stop = effect(() => {
    group.clearLayers();
    for (const { mine, theirs } of newer.value?.both ?? []) {
      draw(mine?.geometry, "mine-outline");
      draw(theirs?.geometry, "theirs-outline");
    }
  });
  return () => {
    stop();
    group.remove();
  };
}
