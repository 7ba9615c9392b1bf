/** The Leaflet map: panes, moving about, and the room that panels leave free. */

import L from "leaflet";
import "leaflet/dist/leaflet.css";
import type { Camera } from "../model/address";
import type { Bbox } from "../model/bounds";
import { PANES } from "./styles";

const MARGIN_PX = 28;
const CLOSEST_ZOOM = 15.5;

/** What the map fires when the handles of the editor stand elsewhere: names give way to them. */
export const HANDLES = "handles";

export interface Insets {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

export function createMap(element: HTMLElement): L.Map {
  const map = L.map(element, {
    attributionControl: false,
    zoomControl: false,
    zoomSnap: 0.25,
    zoomDelta: 0.75,
    wheelPxPerZoomLevel: 110,
    minZoom: 6,
    maxZoom: 19,
    fadeAnimation: !calm(),
    zoomAnimation: !calm(),
    center: [40.2, 116.4],
    zoom: 8.5,
  });
  for (const [name, z] of Object.entries(PANES)) map.createPane(name).style.zIndex = String(z);
  return map;
}

/** Whether the user asked for less motion. */
export const calm = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** A scale bar in metres and kilometres, true at the middle of the map; to be put wherever there is room. */
export function scaleBar(map: L.Map): HTMLElement {
  const control = L.control.scale({ imperial: false, maxWidth: 110 }).addTo(map);
  return control.getContainer() as HTMLElement;
}

/** How far panels reach into the map: the elements marked `data-inset` with the side that they stand on. */
export function insetsOf(element: HTMLElement): Insets {
  const frame = element.getBoundingClientRect();
  const insets = { top: 0, right: 0, bottom: 0, left: 0 };
  for (const panel of document.querySelectorAll<HTMLElement>("[data-inset]")) {
    const box = panel.getBoundingClientRect();
    if (!box.width || !box.height) continue;
    if (panel.dataset.inset === "left") insets.left = Math.max(insets.left, box.right - frame.left);
    if (panel.dataset.inset === "right") insets.right = Math.max(insets.right, frame.right - box.left);
    if (panel.dataset.inset === "top") insets.top = Math.max(insets.top, box.bottom - frame.top);
    if (panel.dataset.inset === "bottom") insets.bottom = Math.max(insets.bottom, frame.bottom - box.top);
  }
  return insets;
}

/** Takes the map to a box, inside the room that the panels leave; animated unless motion is unwanted. */
export function moveTo(map: L.Map, box: Bbox, options: { animate: boolean }): void {
  const { top, right, bottom, left } = insetsOf(map.getContainer());
  const fit: L.FitBoundsOptions = {
    paddingTopLeft: [left + MARGIN_PX, top + MARGIN_PX],
    paddingBottomRight: [right + MARGIN_PX, bottom + MARGIN_PX],
    maxZoom: CLOSEST_ZOOM,
  };
  const bounds = L.latLngBounds([box[1], box[0]], [box[3], box[2]]);
  if (options.animate && !calm()) map.flyToBounds(bounds, { ...fit, duration: 0.7 });
  else map.fitBounds(bounds, { ...fit, animate: false });
}

export const cameraOf = (map: L.Map): Camera => {
  const { lat, lng } = map.getCenter();
  return { lat, lon: lng, zoom: map.getZoom() };
};

/** What the panels leave to be seen of the map. */
export function boxOf(map: L.Map): Bbox {
  const { top, right, bottom, left } = insetsOf(map.getContainer());
  const { x, y } = map.getSize();
  const low = map.containerPointToLatLng([Math.min(left, x), Math.max(y - bottom, 0)]);
  const high = map.containerPointToLatLng([Math.max(x - right, 0), Math.min(top, y)]);
  return [low.lng, low.lat, high.lng, high.lat];
}
