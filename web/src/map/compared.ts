/** A map of two layouts: one over the other with what differs, or side by side at a divider. */

import { effect } from "@preact/signals";
import type { Feature, Geometry } from "geojson";
import L from "leaflet";
import type { LayoutFeature } from "../api/types";
import type { Spot } from "../history/model/spots";
import { type Bbox, bboxOf, unionOf } from "../model/bounds";
import { looksOf } from "../model/grouping";
import { idOf } from "../model/layout";
import { look } from "../model/palette";
import * as state from "../state";
import { theme } from "../stores/theme";
import { defineMarks, MARKS, markPaint } from "./comparePatterns";
import { Labels } from "./labels";
import { districtLayer } from "./layers";
import { definePatterns } from "./patterns";
import { districtNames } from "./scene";
import { districtStyle, styleOf } from "./styles";
import { tooltipOf } from "./tooltip";
import { calm, createMap } from "./view";
// After those of Leaflet, which come with the view.
import "../styles/map.css";

export interface Scene {
  readonly before: readonly LayoutFeature[];
  readonly after: readonly LayoutFeature[];
  readonly spots: readonly Spot[];
}

interface Wishes {
  /** What hovering a spot says: a name and a line. */
  readonly tell: (spot: Spot) => readonly [name: string, line: string];
  readonly choose: (id: string) => void;
}

/** Above this many an element each is too much; a canvas knows no patterns, lines still differ. */
const MANY = 1500;
const PADDING_PX = 30;
const CLOSEST_ZOOM = 15;

/** Puts a map into the element until `stop` is called. */
export function startCompared(host: HTMLElement, scene: Scene, { tell, choose }: Wishes) {
  const map = createMap(host);
  // The wheel belongs to the page that scrolls.
  map.scrollWheelZoom.disable();
  definePatterns(document);
  defineMarks(document);
  const sides = { before: sideOf(map, "before"), after: sideOf(map, "after") };
  const marks = L.layerGroup().addTo(map);
  const strong = L.layerGroup().addTo(map);
  const many = Math.max(scene.before.length, scene.after.length, scene.spots.length) > MANY;
  const renderer = (pane: string) => (many ? L.canvas({ pane }) : L.svg({ pane }));
  const [spotRenderer, beforeRenderer, afterRenderer] = ["evidence", "before", "after"].map(renderer);
  const labels = new Labels(map, "label");
  const all = unionOf(scene.spots.map((spot) => bboxOf(spot.geometry)));
  const whole = unionOf([...scene.before, ...scene.after].map((f) => bboxOf(f.geometry)));
  let districts: L.GeoJSON | null = null;
  let swipe: number | null = null;

  const drawSide = (side: "before" | "after", layers: L.LayerGroup) => {
    layers.clearLayers();
    const features = scene[side];
    const book = state.book.value;
    const looks = book ? looksOf(features, "class", book) : null;
    for (const feature of features) {
      if (!feature.geometry) continue;
      const paint = looks?.get(idOf(feature)) ?? look("none");
      const drawn = styleOf(feature, paint, false, theme.value);
      const faint = swipe === null ? { fillOpacity: (drawn.fillOpacity ?? 0) * 0.22, opacity: 0.45 } : {};
      const fill = many ? { fillColor: paint[theme.value].fill } : {};
      const own = side === "before" ? beforeRenderer : afterRenderer;
      const options = {
        ...drawn,
        ...faint,
        ...fill,
        pane: side,
        interactive: false,
        ...(own ? { renderer: own } : {}),
      };
      shape(feature.geometry, options).addTo(layers);
    }
  };
  const drawSpots = () => {
    marks.clearLayers();
    for (const spot of scene.spots) {
      const { token, line } = MARKS[spot.mark];
      const color = colourOf(host, token);
      const layer = shape(spot.geometry, {
        pane: "evidence",
        className: `mark ${spot.mark}`,
        color,
        weight: 2,
        ...(line ? { dashArray: line } : {}),
        // By side the outlines alone: what they cover is what is compared.
        fillOpacity: swipe === null ? (many ? 0.25 : 1) : 0,
        fillColor: many ? color : markPaint(spot.mark),
        ...(spotRenderer ? { renderer: spotRenderer } : {}),
      });
      layer.bindTooltip(() => tooltipOf(...named(tell(spot))), { sticky: true, direction: "top" });
      layer.on("click", () => choose(spot.id));
      layer.addTo(marks);
    }
    // A tooltip makes Chromium put a path among the tab stops; the table is the keyboard's way to a feature.
    for (const path of host.querySelectorAll("path.leaflet-interactive")) path.setAttribute("tabindex", "-1");
  };
  const draw = () => {
    drawSide("before", sides.before.layers);
    if (swipe === null) sides.after.layers.clearLayers();
    else drawSide("after", sides.after.layers);
    drawSpots();
    clip();
  };
  const clip = () => {
    const { x, y } = map.getSize();
    const top = map.containerPointToLayerPoint([0, 0]);
    const at = top.x + (x * (swipe ?? 0)) / 100;
    sides.before.clip(swipe === null ? null : [top.x, top.y, at, top.y + y]);
    sides.after.clip(swipe === null ? null : [at, top.y, top.x + x, top.y + y]);
  };
  map.on("move zoom resize viewreset zoomend", clip);
  const go = (box: Bbox | null, animate: boolean) => {
    if (!box) return;
    const bounds = L.latLngBounds([box[1], box[0]], [box[3], box[2]]);
    const padding: [number, number] = [PADDING_PX, PADDING_PX];
    map.fitBounds(bounds, { padding, maxZoom: CLOSEST_ZOOM, animate: animate && !calm() });
  };
  go(all ?? whole, false);
  const stops = [
    effect(() => {
      districts?.setStyle(districtStyle(theme.value));
      void state.book.value;
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
    }),
  ];
  return {
    /** Side by side at a divider, in percent of the width; null: one over the other. */
    swipe: (divider: number | null) => {
      const other = (divider === null) !== (swipe === null);
      swipe = divider;
      if (other) draw();
      else clip();
    },
    /** Makes some outlines stand out, and goes there. */
    point: (geometries: readonly Geometry[], move: boolean) => {
      strong.clearLayers();
      for (const geometry of geometries)
        shape(geometry, {
          pane: "evidence",
          className: "pointed-outline",
          interactive: false,
          fill: false,
        }).addTo(strong);
      if (move) go(widened(unionOf(geometries.map((geometry) => bboxOf(geometry)))), true);
    },
    zoom: (by: number) => map.zoomIn(by * 0.75),
    showAll: () => go(all ?? whole, true),
    stop: () => {
      for (const stop of stops) stop();
      map.remove();
    },
  };
}

export type Compared = ReturnType<typeof startCompared>;

/** A pane that can be cut to a part of the map. */
function sideOf(map: L.Map, name: string) {
  const pane = map.createPane(name);
  pane.style.zIndex = "235";
  return {
    layers: L.layerGroup().addTo(map),
    clip: (box: readonly [number, number, number, number] | null) => {
      const [west, north, east, south] = box ?? [0, 0, 0, 0];
      const corners = [
        `${west}px ${north}px`,
        `${east}px ${north}px`,
        `${east}px ${south}px`,
        `${west}px ${south}px`,
      ];
      pane.style.clipPath = box ? `polygon(${corners.join(",")})` : "";
    },
  };
}

const shape = (geometry: Geometry, options: L.PathOptions): L.GeoJSON =>
  L.geoJSON({ type: "Feature", geometry, properties: {} } as Feature, {
    ...options,
    style: options,
    pointToLayer: (_, at) => L.circleMarker(at, { ...options, radius: 6 }),
  });

/** One place is shown with what lies around it. */
function widened(box: Bbox | null): Bbox | null {
  if (!box) return null;
  const [x, y] = [(box[2] - box[0]) * 0.6 || 0.005, (box[3] - box[1]) * 0.6 || 0.005];
  return [box[0] - x, box[1] - y, box[2] + x, box[3] + y];
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
