/** What others edit, on the map: an outline with a name on it; and what both sides have changed. */

import { effect } from "@preact/signals";
import L from "leaflet";
import { w } from "../live/say";
import { called, note, taken } from "../live/state";
import { model } from "../state";

const PANE = "evidence";

/** Shows it until the answer is called. */
export function outlineOthers(map: L.Map): () => void {
  const group = L.layerGroup().addTo(map);
  const outline = (id: string, className: string, name?: string) => {
    const geometry = model.value?.byId.get(id)?.geometry;
    if (!geometry) return;
    const options = { pane: PANE, className, interactive: false };
    const drawn = L.geoJSON(geometry, {
      ...options,
      style: options,
      pointToLayer: (_, at) => L.circleMarker(at, { ...options, radius: 9 }),
    }).addTo(group);
    if (name !== undefined)
      L.tooltip({ permanent: true, direction: "top", className: "live-name", interactive: false })
        .setLatLng(L.latLng(drawn.getBounds().getNorth(), drawn.getBounds().getCenter().lng))
        .setContent(Object.assign(document.createElement("span"), { textContent: name }))
        .addTo(group);
  };
  const stop = effect(() => {
    group.clearLayers();
    const said = note.value;
    if (said?.kind === "draft") for (const id of said.both) outline(id, "live-both");
    for (const [id, who] of taken.value) outline(id, "live-taken", w("map.edit", { name: called(who) }));
  });
  return () => {
    stop();
    group.remove();
  };
}
