/** A small map of a few features on the districts, for pages that are about something else. */

import { effect } from "@preact/signals";
import type { Feature } from "geojson";
import L from "leaflet";
import type { Kind } from "../api/types";
import { type Bbox, bboxOf, unionOf } from "../model/bounds";
import { type Look, look, MAP, type Theme } from "../model/palette";
import * as state from "../state";
import { theme } from "../stores/theme";
import { Labels } from "./labels";
import { districtLayer } from "./layers";
import { districtNames } from "./scene";
import { districtStyle } from "./styles";
import { tooltipOf } from "./tooltip";
import { boxOf, createMap, moveTo } from "./view";
// After those of Leaflet, which come with the view.
import "../styles/map.css";

/** Above this many an element each is too much. */
const MANY = 400;
/** A finding about the whole plan, of more than this share of what is shown, is an outline: it must not hide the others. */
const WIDE = 0.25;
const LOOKS: Partial<Record<Kind, Look>> = { group: look(0), reserve: look("reserve"), small: look("small") };

export interface Shown {
  readonly features: readonly Feature[];
  /** What hovering says: a name and a line. */
  readonly tooltip?: (feature: Feature) => readonly [name: string, line: string];
  readonly choose?: (feature: Feature) => void;
}

/** Puts a map into the element until `stop` is called. */
export function startPlain(host: HTMLElement, { features, tooltip, choose }: Shown) {
  const map = createMap(host);
  // The wheel belongs to the page that scrolls.
  map.scrollWheelZoom.disable();
  const drawn = new Map<Feature, L.GeoJSON>();
  const renderer = features.length > MANY ? { renderer: L.canvas({ pane: "space" }) } : {};
  // Large ones below, so that nothing lies out of reach.
  for (const feature of [...features].sort((a, b) => size(b) - size(a))) {
    const layer = L.geoJSON(feature, {
      pane: "space",
      interactive: choose !== undefined,
      ...renderer,
      pointToLayer: (_, at) => L.circleMarker(at, { radius: 6, pane: "space", ...renderer }),
    }).addTo(map);
    if (tooltip)
      layer.bindTooltip(() => tooltipOf(...named(tooltip(feature))), { sticky: true, direction: "top" });
    if (choose) layer.on("click", () => choose(feature));
    drawn.set(feature, layer);
  }
  const own = unionOf(features.map((f) => bboxOf(f.geometry)));
  const all = own ? (own[2] - own[0]) * (own[3] - own[1]) : 0;
  const isWide = (f: Feature) =>
    features.length > 1 && f.properties?.rule !== undefined && size(f) > WIDE * all;
  const box = own && features.length === 1 ? widened(own) : own;
  const labels = new Labels(map, "label");
  const showAll = (animate: boolean) => box && moveTo(map, box, { animate });
  showAll(false);
  let districts: L.GeoJSON | null = null;
  const stops = [
    effect(() => {
      for (const [feature, layer] of drawn)
        layer.setStyle(plainStyle(feature, theme.value, false, isWide(feature)));
      districts?.setStyle(districtStyle(theme.value));
    }),
    effect(() => {
      const names = districtNames(state.lang.value === "en");
      labels.set({ districts: names, features: [], strong: new Set(), of: () => null });
    }),
    effect(() => {
      if (state.districts.value.state !== "ready" || districts) return;
      districts = districtLayer(state.districts.value.value, theme.peek()).addTo(map);
    }),
  ];
  unfocus(host);
  return {
    zoom: (by: number) => map.zoomIn(by * 0.75),
    fit: () => showAll(true),
    box: (): Bbox => boxOf(map),
    /** Makes one feature stand out; null lets all be as the others. */
    point: (feature: Feature | null) => {
      for (const [other, layer] of drawn)
        layer.setStyle(plainStyle(other, theme.peek(), other === feature, isWide(other)));
    },
    stop: () => {
      for (const stop of stops) stop();
      map.remove();
    },
  };
}

const named = ([name, line]: readonly [string, string]): [string, string, string] => [
  name,
  state.lang.peek() === "en" && !/\p{Script=Han}/u.test(name) ? "en" : "zh-CN",
  line,
];

/** A tooltip makes Chromium put a path among the tab stops; the table is the keyboard's way to a feature. */
function unfocus(host: HTMLElement): void {
  for (const path of host.querySelectorAll("path.leaflet-interactive")) path.setAttribute("tabindex", "-1");
}

/** One feature is shown with what lies around it, to tell where it is. */
function widened([west, south, east, north]: Bbox): Bbox {
  const [x, y] = [(east - west) * 0.8, (north - south) * 0.8];
  return [west - x, south - y, east + x, north + y];
}

function size(feature: Feature): number {
  const box = bboxOf(feature.geometry);
  return box ? (box[2] - box[0]) * (box[3] - box[1]) : 0;
}

function plainStyle(feature: Feature, ground: Theme, pointed = false, wide = false): L.PathOptions {
  const kind = feature.properties?.kind as Kind | undefined;
  const found = kind && LOOKS[kind];
  const park = kind === "park";
  const paint = found?.[ground] ?? {
    stroke: park ? MAP[ground].park : MAP[ground].zone,
    fill: MAP[ground].zoneFill,
  };
  return {
    color: paint.stroke,
    weight: pointed ? 3.5 : 1.4,
    opacity: 1,
    fillColor: paint.fill,
    fillOpacity: wide ? 0 : pointed ? 0.85 : park ? 0.18 : found ? 0.6 : 0.3,
  };
}
