/** The map of a report file: the layout on the districts, its findings above, each with what it says in a popup. */

import { effect } from "@preact/signals";
import L from "leaflet";
import "leaflet/dist/leaflet.css";
import type { LayoutFeature } from "../api/types";
import { type Bbox, bboxOf, unionOf } from "../model/bounds";
import { area } from "../model/format";
import { idOf } from "../model/layout";
import { type Look, look } from "../model/palette";
import { placeOf, type ReportFinding } from "../report/data";
import * as state from "../report/state";
import { nameOf, t } from "../report/state";
import { theme } from "../stores/theme";
import { FindingPins } from "./findingPins";
import { Highlight } from "./highlight";
import { type Label, Labels } from "./labels";
import { districtLayer, FeatureLayers } from "./layers";
import type { Looks } from "./painter";
import { definePatterns } from "./patterns";
import { districtStyle, PANES, styleOf } from "./styles";
import { tooltipOf } from "./tooltip";
import { calm, moveTo, scaleBar } from "./view";
import "../styles/map.css";

declare global {
  interface Window {
    L: typeof L;
    yuantuReport: (map: L.Map) => void;
  }
}

/** Waits for the file's own script, which makes the map and knows Leaflet and this call by these names. */
export function whenMapStands(start: (map: L.Map) => void): void {
  window.L = L;
  window.yuantuReport = start;
}

/** What the page does to its map. */
export interface ReportMap {
  readonly element: HTMLElement;
  readonly zoom: (by: number) => void;
  readonly fit: () => void;
  readonly goTo: (finding: ReportFinding) => void;
  readonly resized: () => void;
}

/** What a popup shows of a finding. */
export type Popup = (finding: ReportFinding) => HTMLElement;

/** Draws the report on a map that stands already. */
export function drawReport(map: L.Map, popup: Popup): ReportMap {
  for (const [name, z] of Object.entries(PANES)) map.createPane(name).style.zIndex = String(z);
  definePatterns(document);
  scaleBar(map);
  const open = (finding: ReportFinding, at?: L.LatLng) => {
    const box = placeOf(finding, state.byId);
    const place = at ?? (box && L.latLng((box[1] + box[3]) / 2, (box[0] + box[2]) / 2));
    state.chosen.value = finding.id;
    if (!place) return;
    const { x, y } = map.getSize();
    const said = L.popup({ maxWidth: Math.min(340, x - 60), minWidth: 220, maxHeight: y * 0.7 });
    said.setLatLng(place).setContent(popup(finding)).openOn(map);
    // A long one scrolls, by keyboard too.
    said.getElement()?.querySelector(".leaflet-popup-content")?.setAttribute("tabindex", "0");
  };
  const layers = new FeatureLayers(map, {
    tooltip: (feature) => tooltip(feature),
    choose: () => undefined,
    busy: () => false,
  });
  layers.set(state.features);
  const districts = districtLayer(state.data.districts, theme.peek());
  const labels = new Labels(map, "label");
  const pins = new FindingPins(map, open);
  const highlight = new Highlight(map, "evidence");
  effect(() => layers.restyle(looksNow()));
  effect(() => {
    districts.setStyle(districtStyle(theme.value));
    if (state.hiddenLayers.value.has("district")) districts.remove();
    else districts.addTo(map);
  });
  effect(() => labels.set(namesNow()));
  effect(() => pins.show(state.hiddenLayers.value.has("findings") ? [] : state.shown.value, theme.value));
  effect(() => highlight.show(targetNow()));
  const whole = wholeOf();
  return {
    element: map.getContainer(),
    zoom: (by) => map.zoomIn(by * 0.75),
    fit: () => whole && moveTo(map, whole, { animate: true }),
    goTo: (finding) => {
      map.closePopup();
      const box = placeOf(finding, state.byId) ?? whole;
      if (box) moveTo(map, widened(box), { animate: !calm() });
    },
    resized: () => {
      map.invalidateSize({ animate: false });
      if (whole) moveTo(map, whole, { animate: false });
    },
  };
}

const wholeOf = (): Bbox | null =>
  unionOf(state.features.map((f) => bboxOf(f.geometry))) ??
  unionOf(state.data.districts.features.map((f) => bboxOf(f.geometry)));

/** A place with what lies around it, to tell where it is. */
function widened([west, south, east, north]: Bbox): Bbox {
  const [x, y] = [Math.max((east - west) * 0.6, 0.006), Math.max((north - south) * 0.6, 0.005)];
  return [west - x, south - y, east + x, north + y];
}

/** The look of a group is that of its class; reserve and small areas have their own. */
export function lookOf(feature: LayoutFeature): Look {
  const { kind, class: named } = feature.properties;
  if (kind === "reserve" || kind === "small") return look(kind);
  const at = named === null || named === undefined ? -1 : state.data.classes.indexOf(named);
  return look(at < 0 ? "none" : at);
}

function looksNow(): Looks {
  const [hidden, ground] = [state.hiddenLayers.value, theme.value];
  const of = (feature: LayoutFeature) => ({
    style: styleOf(feature, lookOf(feature), false, ground),
    drawn: !hidden.has(feature.properties.kind),
  });
  return { of, key: [hidden, ground] };
}

function tooltip(feature: LayoutFeature): HTMLElement {
  const { name, kind, area_km2 } = feature.properties;
  const own = nameOf(name ?? idOf(feature));
  const known = area_km2 === null || area_km2 === undefined ? "" : ` · ${area(area_km2)} km²`;
  return tooltipOf(own.text, own.lang, t(`kind.${kind}`) + known);
}

function namesNow(): Parameters<Labels["set"]>[0] {
  const hidden = state.hiddenLayers.value;
  const finding = state.all.find((f) => f.id === state.chosen.value);
  const strong = new Set(finding?.subjects ?? []);
  const english = state.lang.value === "en";
  if (hidden.has("names")) return { districts: [], features: [], strong, of: () => null };
  const districts = [...state.data.districts.features].sort(
    (a, b) => b.properties.area_km2 - a.properties.area_km2,
  );
  return {
    districts: hidden.has("district")
      ? []
      : districts.map(({ geometry, properties: { id, name, name_en } }) => ({
          id: `district-${id}`,
          text: english ? name_en : name,
          lang: english ? "en" : "zh-CN",
          kind: "district",
          strong: false,
          geometry,
        })),
    features: state.features,
    strong,
    of: (feature): Label | null => {
      const { kind, name } = feature.properties;
      if (!name || hidden.has(kind)) return null;
      const id = idOf(feature);
      const style = kind === "park" || kind === "group" || kind === "zone" ? kind : "parcel";
      return { ...nameOf(name), id, kind: style, strong: strong.has(id), geometry: feature.geometry };
    },
  };
}

function targetNow(): Parameters<Highlight["show"]>[0] {
  const id = state.hovered.value ?? state.chosen.value;
  const finding = state.shown.value.find((f) => f.id === id);
  if (!finding) return null;
  const subjects = finding.subjects.flatMap((subject) => state.byId.get(subject)?.geometry ?? []);
  const tone = id === state.chosen.value ? "finding" : "hover";
  return { geometry: finding.evidence, subjects, box: placeOf(finding, state.byId), tone };
}
