/** Comments on the map: a numbered pin each, and the press that says what a new one is on. */

import { effect } from "@preact/signals";
import L from "leaflet";
import { w } from "../review/say";
import { anchor } from "../review/slot";
import { choose, chosen, middle, pointing, threads, wanted } from "../review/state";
import { moveTo } from "./view";

/** How far around a pin the map shows, in degrees. */
const AROUND_DEG = 0.02;

/** Keeps the pins on the map until the answer is called. */
export function startPins(map: L.Map): () => void {
  const group = L.layerGroup().addTo(map);
  const point = (event: L.LeafletMouseEvent) => {
    if (!pointing.peek()) return;
    L.DomEvent.stop(event.originalEvent);
    pointing.value = false;
    anchor.value = { place: [event.latlng.lng, event.latlng.lat] };
  };
  map.on("click", point);
  middle.value = () => {
    const { lng, lat } = map.getCenter();
    return [lng, lat];
  };
  const stops = [
    effect(() => {
      group.clearLayers();
      for (const thread of threads.value) {
        if (!thread.at || (thread.resolved && thread.number !== chosen.value)) continue;
        const own = chosen.value === thread.number ? " chosen" : "";
        const icon = L.divIcon({
          className: `comment-pin${own}`,
          iconSize: [24, 24],
          html: String(thread.number),
        });
        const title = w("pin", { number: thread.number });
        L.marker([thread.at[1], thread.at[0]], { icon, title, alt: title, zIndexOffset: own ? 2000 : 1500 })
          .on("click", (event) => {
            L.DomEvent.stopPropagation(event);
            choose(thread);
          })
          .addTo(group);
      }
      const on = anchor.value;
      if (on && "place" in on)
        L.marker([on.place[1], on.place[0]], {
          icon: L.divIcon({ className: "comment-pin new", iconSize: [24, 24], html: "+" }),
          interactive: false,
          keyboard: false,
        }).addTo(group);
    }),
    effect(() => {
      if (!wanted.value) return;
      const [lon, lat] = wanted.value.at;
      const box = [lon - AROUND_DEG, lat - AROUND_DEG, lon + AROUND_DEG, lat + AROUND_DEG] as const;
      requestAnimationFrame(() => moveTo(map, [...box], { animate: true }));
    }),
    effect(() => {
      map.getContainer().classList.toggle("pointing", pointing.value);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    map.off("click", point);
    map.getContainer().classList.remove("pointing");
    middle.value = null;
    pointing.value = false;
    group.remove();
  };
}
