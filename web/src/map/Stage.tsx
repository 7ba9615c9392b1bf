/** The map on the page: listens to the state, tells Leaflet what to draw, reports clicks and moves back. */

import { effect } from "@preact/signals";
import type L from "leaflet";
import type { ComponentChildren } from "preact";
import { useCallback, useEffect, useRef } from "preact/hooks";
import type { LayoutFeature } from "../api/types";
import { anchorOf } from "../model/anchor";
import { type Bbox, bboxOf, unionOf } from "../model/bounds";
import { isDrawn } from "../model/filters";
import { placeOf } from "../model/findings";
import { area } from "../model/format";
import { categoriesOf, categoryOf } from "../model/grouping";
import { idOf } from "../model/layout";
import { look } from "../model/palette";
import * as state from "../state";
import { t } from "../state";
import { Highlight, type Target } from "./highlight";
import { type Label, Labels } from "./labels";
import { districtLayer, FeatureLayers } from "./layers";
import { definePatterns } from "./patterns";
import { type PANES, styleOf } from "./styles";
import { tooltipOf } from "./tooltip";
import { cameraOf, createMap, moveTo, scaleBar } from "./view";

/** `children` stand over the map: panels, notice, legend. */
export function Stage({ children }: { children: (controls: MapControls) => ComponentChildren }) {
  const host = useRef<HTMLDivElement>(null);
  const stage = useRef<ReturnType<typeof startMap> | null>(null);
  const scaleHost = useRef<HTMLDivElement | null>(null);
  // The scale bar is Leaflet's; the place where it stands changes with the width of the window.
  const hostScale = useCallback((element: HTMLDivElement | null) => {
    scaleHost.current = element;
    if (element && stage.current) element.append(stage.current.scale);
  }, []);
  useEffect(() => {
    if (!host.current) return;
    definePatterns(document);
    stage.current = startMap(host.current);
    scaleHost.current?.append(stage.current.scale);
    return stage.current.stop;
  }, []);
  return (
    <div class="stage">
      {/* Leaflet makes this element focusable and moves the map by keyboard. */}
      <div ref={host} id="map" class="map" role="application" aria-label={t("map.label")} />
      {children({
        buttons: (
          <div class="map-buttons" role="toolbar" aria-label={t("panel.map")}>
            <MapButton
              label={t("map.zoomin")}
              sign="M8 3v10M3 8h10"
              act={() => stage.current?.map.zoomIn()}
            />
            <MapButton label={t("map.zoomout")} sign="M3 8h10" act={() => stage.current?.map.zoomOut()} />
            <MapButton label={t("map.fit")} sign={FRAME} act={() => stage.current?.fit()} />
          </div>
        ),
        scale: <div class="scale" ref={hostScale} aria-hidden="true" />,
      })}
    </div>
  );
}

const FRAME = "M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3";

/** The parts of the map that stand among the panels. */
export interface MapControls {
  readonly buttons: ComponentChildren;
  readonly scale: ComponentChildren;
}

function MapButton({ label, sign, act }: { label: string; sign: string; act: () => void }) {
  return (
    <button type="button" class="map-button" aria-label={label} title={label} onClick={act}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d={sign} fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" />
      </svg>
    </button>
  );
}

/** Below this zoom parks are small on the screen, and lines must be thin. */
const FAR_ZOOM = 10;

/** Everything there is to see: the districts, else the features. */
function whole(): Bbox | null {
  const districts = state.districts.peek();
  const base = districts.state === "ready" ? districts.value.features : [];
  return unionOf([...base, ...(state.model.peek()?.features ?? [])].map((f) => bboxOf(f.geometry)));
}

function startMap(host: HTMLElement) {
  const map = createMap(host);
  const highlight = new Highlight(map, "evidence" satisfies keyof typeof PANES);
  const labels = new Labels(map, "label" satisfies keyof typeof PANES);
  const scale = scaleBar(map);
  const fit = () => {
    const box = whole();
    if (box) moveTo(map, box, { animate: true });
  };

  // Once something is drawn, moves are the user's or ours and belong into the address.
  let placed = false;
  map.on("moveend", () => {
    if (placed) state.camera.value = cameraOf(map);
  });
  map.on("click", () => state.clearSelection());
  map.on("zoomend", () => host.classList.toggle("far", map.getZoom() < FAR_ZOOM));
  const place = () => {
    const box = whole();
    if (placed || !box) return;
    const at = state.camera.peek();
    if (at) map.setView([at.lat, at.lon], at.zoom, { animate: false });
    else moveTo(map, box, { animate: false });
    placed = true;
  };

  let districts: L.GeoJSON | null = null;
  let layers: FeatureLayers | null = null;
  const stops = [
    effect(() => {
      if (state.districts.value.state !== "ready") return;
      districts = districtLayer(state.districts.value.value);
      place();
    }),
    effect(() => {
      if (state.districts.value.state !== "ready" || !districts) return;
      if (state.hiddenLayers.value.has("district")) districts.remove();
      else districts.addTo(map);
    }),
    effect(() => {
      layers?.remove();
      layers = null;
      const model = state.model.value;
      if (!model) return;
      layers = new FeatureLayers(map, model.features, describe, (id) => state.selectFeature(id));
      place();
    }),
    effect(() => {
      const look = looks();
      if (!state.model.value || !layers) return;
      layers.restyle(look);
      if (state.districts.value.state === "ready") performance.mark("yuantu:drawn");
    }),
    effect(() => labels.set(labelsOfNow())),
    effect(() => highlight.show(targetOfNow())),
    followFlights(map),
    followPanels(map),
  ];
  return {
    map,
    scale,
    fit,
    stop: () => {
      for (const stop of stops) stop();
      map.remove();
    },
  };
}

/** Flies to the selection as often as the user asks, as soon as its data are here. */
function followFlights(map: L.Map): () => void {
  let done = 0;
  return effect(() => {
    const asked = state.flights.value;
    const model = state.model.value;
    const finding = state.finding.value;
    const feature = model?.byId.get(state.selectedFeature.value ?? "");
    if (asked === done || !model || !(finding || feature)) return;
    done = asked;
    const box = finding ? placeOf(finding, model, state.book.peek()) : bboxOf(feature?.geometry);
    // Panels that open with the selection must have their size before the free room is measured.
    requestAnimationFrame(() => {
      const target = box ?? whole();
      if (target) moveTo(map, target, { animate: true });
    });
  });
}

/** Lets Leaflet know when its element changes size. */
function followPanels(map: L.Map): () => void {
  const observer = new ResizeObserver(() => map.invalidateSize({ animate: false, pan: false }));
  observer.observe(map.getContainer());
  return () => observer.disconnect();
}

/** The look of every feature under the colouring, the filters and the picked industry of the moment. */
function looks() {
  const book = state.book.value;
  const mode = state.colourMode.value;
  const hiddenLayers = state.hiddenLayers.value;
  const hiddenCategories = state.hiddenCategories.value;
  const chosen = state.highlighted.value;
  const entries = new Map(book ? categoriesOf(mode, book).map((c) => [c.key, c.look]) : []);
  return (feature: LayoutFeature) => {
    const key = book ? categoryOf(feature, mode, book) : feature.properties.kind;
    const faded = chosen !== null && feature.properties.kind !== "park" && !chosen.has(idOf(feature));
    return {
      style: styleOf(feature, entries.get(key) ?? look("none"), faded),
      drawn: isDrawn(feature, key, hiddenLayers, hiddenCategories),
    };
  };
}

function labelsOfNow(): Label[] {
  const hidden = state.hiddenLayers.value;
  if (hidden.has("label")) return [];
  const english = state.lang.value === "en";
  const chosen = state.selectedFeature.value;
  const subjects = new Set(state.finding.value?.subjects ?? []);
  const districts = state.districts.value.state === "ready" ? state.districts.value.value.features : [];
  // Where two names collide the larger district keeps its own.
  const largest = [...districts].sort((a, b) => b.properties.area_km2 - a.properties.area_km2);
  const named: Label[] = largest.map(({ properties: { id, name, name_en, centre } }) => ({
    id: `district-${id}`,
    text: english ? name_en : name,
    lang: english ? "en" : "zh-CN",
    at: centre,
    kind: "district",
    strong: false,
  }));
  const look = looks();
  for (const feature of state.model.value?.features ?? []) {
    const { kind, name } = feature.properties;
    if (!name || (kind !== "park" && kind !== "group" && kind !== "zone") || !look(feature).drawn) continue;
    const at = anchorOf(feature.geometry);
    const id = idOf(feature);
    const strong = id === chosen || subjects.has(id);
    if (at) named.push({ id, text: name, lang: "zh-CN", at, kind, strong });
  }
  return hidden.has("district") ? named.filter((l) => l.kind !== "district") : named;
}

function targetOfNow(): Target | null {
  const model = state.model.value;
  if (!model) return null;
  const finding = state.finding.value;
  if (finding) {
    const subjects = finding.subjects.flatMap((id) => model.byId.get(id)?.geometry ?? []);
    const box = placeOf(finding, model, state.book.value);
    return { geometry: finding.evidence, subjects, box, tone: "finding" };
  }
  const feature = model.byId.get(state.selectedFeature.value ?? "");
  return feature
    ? { geometry: feature.geometry, subjects: [], box: bboxOf(feature.geometry), tone: "feature" }
    : null;
}

function describe(feature: LayoutFeature): HTMLElement {
  const { name, kind, area_km2 } = feature.properties;
  const known = area_km2 === null ? "" : ` · ${area(area_km2)} km²`;
  return tooltipOf(name ?? idOf(feature), "zh-CN", t(`kind.${kind}`) + known);
}
