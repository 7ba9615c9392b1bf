/** Draws what waits in quarantine over the layout: raw outlines, however wrong, and where they are broken. */

import { effect } from "@preact/signals";
import type { Feature } from "geojson";
import L from "leaflet";
import { type Bbox, bboxOf } from "../model/bounds";
import { pointed, wanted } from "../quarantine/state";
import { waiting } from "../stores/quarantine";
import { moveTo } from "./view";

const PANE = "evidence";
/** How far around a place without an outline the map shows, in degrees. */
const AROUND_DEG = 0.01;

/** Keeps the outlines on the map until the answer is called. */
export function startKept(map: L.Map): () => void {
  const group = L.layerGroup().addTo(map);
  const stops = [
    effect(() => {
      const strong = pointed.value;
      group.clearLayers();
      for (const feature of waiting.value) {
        const { number, at } = feature.properties;
        const className = number === strong ? "kept-outline pointed" : "kept-outline";
        const options = { pane: PANE, className, interactive: false };
        if (feature.geometry)
          L.geoJSON(feature as Feature, {
            ...options,
            style: options,
            pointToLayer: (_, place) => L.circleMarker(place, { ...options, radius: 7 }),
          }).addTo(group);
        if (at)
          L.circleMarker([at[1], at[0]], {
            pane: PANE,
            className: "kept-fault",
            interactive: false,
            radius: 8,
          }).addTo(group);
      }
    }),
    effect(() => {
      const box = wanted.value && placeOf(wanted.value);
      if (box) requestAnimationFrame(() => moveTo(map, box, { animate: true }));
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    group.remove();
  };
}

function placeOf({ number }: { number: number }): Bbox | null {
  const feature = waiting.peek().find((one) => one.properties.number === number);
  const at = feature?.properties.at;
  const own = bboxOf(feature?.geometry);
  if (own || !at) return own;
  return [at[0] - AROUND_DEG, at[1] - AROUND_DEG, at[0] + AROUND_DEG, at[1] + AROUND_DEG];
}
