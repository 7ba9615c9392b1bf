/** A small map of what an import brings: features over the district borders, each drawn by what becomes of it. */

import { effect } from "@preact/signals";
import type { Feature, Geometry } from "geojson";
import L from "leaflet";
import { type Bbox, bboxOf, unionOf } from "../model/bounds";
import * as state from "../state";
import { theme } from "../stores/theme";
import { Labels } from "./labels";
import { districtLayer } from "./layers";
import { districtNames } from "./scene";
import { districtStyle } from "./styles";
import { tooltipOf } from "./tooltip";
import { calm, createMap } from "./view";
// After those of Leaflet, which come with the view.
import "../styles/map.css";

/** Each told apart by its line as well as by its colour. */
export const FATES = {
  same: { token: "--frame", weight: 1, dash: "", fill: 0 },
  removed: { token: "--fault", weight: 2.2, dash: "2 5", fill: 0.08 },
  changed: { token: "--moved", weight: 2.2, dash: "8 4", fill: 0.22 },
  added: { token: "--after", weight: 2.2, dash: "", fill: 0.3 },
  quarantine: { token: "--waived", weight: 2, dash: "10 3 2 3", fill: 0.12 },
} as const;
export type Fate = keyof typeof FATES;

/** Above this many an element each is too much. */
const MANY = 1200;
const PADDING_PX = 24;

/** Something that may lie nowhere. */
type Thing = Feature<Geometry | null>;

export interface Group {
  readonly fate: Fate;
  readonly features: readonly Thing[];
}

/** Puts a map into the element until `stop` is called. `tooltip` gives a feature's name and a line about it. */
export function startImported(
  host: HTMLElement,
  tooltip: (feature: Thing, fate: Fate) => readonly [name: string, line: string],
) {
  const map = createMap(host);
  // The wheel belongs to the window that scrolls.
  map.scrollWheelZoom.disable();
  const labels = new Labels(map, "label");
  const drawn = L.layerGroup().addTo(map);
  let shown: readonly Group[] = [];
  let box: Bbox | null = null;
  let districts: L.GeoJSON | null = null;
  const canvas = L.canvas({ pane: "space" });

  const draw = () => {
    drawn.clearLayers();
    const many = shown.reduce((sum, group) => sum + group.features.length, 0) > MANY;
    for (const { fate, features } of shown)
      for (const feature of features) {
        if (!feature.geometry) continue;
        const style = styleOf(host, fate, many ? canvas : null);
        L.geoJSON(feature as Feature, {
          ...style,
          style,
          pane: "space",
          pointToLayer: (_, at) => L.circleMarker(at, { ...style, radius: 6 }),
        })
          .bindTooltip(() => tooltipOf(...named(tooltip(feature, fate))), { sticky: true, direction: "top" })
          .addTo(drawn);
      }
    // A tooltip makes Chromium put a path among the tab stops; the table is the keyboard's way to a feature.
    for (const path of host.querySelectorAll("path.leaflet-interactive")) path.setAttribute("tabindex", "-1");
  };
  const showAll = (animate: boolean) => {
    const whole = state.districts.peek();
    const all = whole.state === "ready" ? unionOf(whole.value.features.map((f) => bboxOf(f.geometry))) : null;
    const to = box ?? all;
    if (to) go(map, to, animate);
  };
  const stops = [
    effect(() => {
      districts?.setStyle(districtStyle(theme.value));
      // Colours are read from the page once it has changed its own.
      requestAnimationFrame(draw);
    }),
    effect(() => {
      const names = districtNames(state.lang.value === "en");
      labels.set({ districts: names, features: [], strong: new Set(), of: () => null });
    }),
    effect(() => {
      if (state.districts.value.state !== "ready" || districts) return;
      districts = districtLayer(state.districts.value.value, theme.peek()).addTo(map);
      if (!box) showAll(false);
    }),
  ];
  return {
    /** Draws these groups, the first at the bottom; `move` also takes the map to all of them. */
    show: (groups: readonly Group[], move: boolean) => {
      shown = groups;
      box = unionOf(groups.flatMap((group) => group.features.map((f) => bboxOf(f.geometry))));
      draw();
      if (move) showAll(false);
    },
    /** Takes the map to one feature. */
    to: (feature: Thing) => {
      const place = bboxOf(feature.geometry);
      if (place) go(map, place, true);
    },
    zoom: (by: number) => map.zoomIn(by * 0.75),
    showAll: () => showAll(true),
    stop: () => {
      for (const stop of stops) stop();
      map.remove();
    },
  };
}

export type Imported = ReturnType<typeof startImported>;

function styleOf(host: HTMLElement, fate: Fate, renderer: L.Renderer | null): L.PathOptions {
  const { token, weight, dash, fill } = FATES[fate];
  const color = colourOf(host, token);
  return {
    color,
    weight,
    opacity: 1,
    fill: fill > 0,
    fillColor: color,
    fillOpacity: fill,
    className: `fate ${fate}`,
    ...(dash ? { dashArray: dash } : {}),
    ...(renderer ? { renderer } : {}),
  };
}

/** Panels of the page behind the window take no room from this map. */
function go(map: L.Map, [west, south, east, north]: Bbox, animate: boolean): void {
  const bounds = L.latLngBounds([south, west], [north, east]);
  map.fitBounds(bounds, { padding: [PADDING_PX, PADDING_PX], maxZoom: 15.5, animate: animate && !calm() });
}

/** A token's colour under the theme of the moment; a canvas knows no tokens. */
function colourOf(host: HTMLElement, token: string): string {
  host.style.color = `var(${token})`;
  const colour = getComputedStyle(host).color;
  host.style.color = "";
  return colour;
}

const named = ([name, line]: readonly [string, string]): [string, string, string] => [
  name,
  state.lang.peek() === "en" && !/\p{Script=Han}/u.test(name) ? "en" : "zh-CN",
  line,
];
