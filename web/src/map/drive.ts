/** Drives the map: listens to the state, tells Leaflet what to draw, reports clicks and moves back. */

import { effect, untracked } from "@preact/signals";
import type L from "leaflet";
import { clearSelection, selectFeature } from "../actions";
import { editor } from "../edit/slot";
import { live } from "../live/slot";
import { type Bbox, bboxOf, unionOf } from "../model/bounds";
import { placeOf } from "../model/findings";
import { idOf } from "../model/layout";
import * as review from "../review/slot";
import * as state from "../state";
import * as fixes from "../stores/fixes";
import * as quarantine from "../stores/quarantine";
import { theme } from "../stores/theme";
import { Highlight } from "./highlight";
import { Labels } from "./labels";
import { districtLayer, FeatureLayers } from "./layers";
import { FAR_ZOOM, type Pointing } from "./painter";
import { Preview, placeOfFix } from "./preview";
import { hoveredNow, looksNow, namesNow, targetNow, tooltipNow } from "./scene";
import { districtStyle, type PANES } from "./styles";
import { boxOf, cameraOf, createMap, moveTo, scaleBar } from "./view";

/** Everything there is to see: the districts, else the features; of a file that is only looked at, what is in it. */
function whole(): Bbox | null {
  const own = state.guest.peek()
    ? unionOf((state.model.peek()?.features ?? []).map((f) => bboxOf(f.geometry)))
    : null;
  if (own) return own;
  const districts = state.districts.peek();
  const base = districts.state === "ready" ? districts.value.features : [];
  return unionOf([...base, ...(state.model.peek()?.features ?? [])].map((f) => bboxOf(f.geometry)));
}

/** Puts a map into the element and keeps it in step with the state until `stop` is called. */
export function startMap(host: HTMLElement) {
  const map = createMap(host);
  const highlight = new Highlight(map, "evidence" satisfies keyof typeof PANES);
  const hover = new Highlight(map, "evidence" satisfies keyof typeof PANES);
  const preview = new Preview(map, "evidence" satisfies keyof typeof PANES);
  const labels = new Labels(map, "label" satisfies keyof typeof PANES);
  const scale = scaleBar(map);
  // What the view is meant to show: panels that open or close keep it in sight, until the user goes elsewhere.
  let goal: "whole" | "selection" | null = state.camera.peek() === null ? "whole" : null;
  const go = (animate: boolean) => {
    const box = goal === "selection" ? (selected() ?? whole()) : goal && whole();
    if (box) moveTo(map, box, { animate });
  };
  const keepInSight = () => go(false);
  const leave = () => {
    goal = null;
  };
  map.on("dragstart", leave);
  for (const move of ["wheel", "dblclick", "keydown", "touchmove"])
    host.addEventListener(move, leave, { passive: true });
  map.on("click", (event: L.LeafletMouseEvent) => {
    if (editor.peek()?.drawing()) return;
    const hit = layers?.hit(event);
    if (hit) pick(idOf(hit), event.originalEvent.shiftKey);
    else clearSelection();
  });
  map.on("zoomend", () => host.classList.toggle("far", map.getZoom() < FAR_ZOOM));

  // Once something is drawn, moves are the user's or ours and belong into the address.
  let placed = false;
  map.on("moveend", () => {
    state.mapView.value = boxOf(map);
    if (placed) state.camera.value = goal === "whole" ? null : cameraOf(map);
  });
  const place = () => {
    if (placed || !whole()) return;
    const at = state.camera.peek();
    if (at) map.setView([at.lat, at.lon], at.zoom, { animate: false });
    else go(false);
    placed = true;
  };

  let districts: L.GeoJSON | null = null;
  let layers: FeatureLayers | null = null;
  const stops = [
    effect(() => {
      if (state.districts.value.state !== "ready") return;
      districts = districtLayer(state.districts.value.value, theme.peek());
      place();
      keepInSight();
    }),
    effect(() => {
      if (state.districts.value.state !== "ready" || !districts) return;
      if (state.hiddenLayers.value.has("district")) districts.remove();
      else districts.addTo(map);
    }),
    effect(() => {
      const style = districtStyle(theme.value);
      districts?.setStyle(style);
    }),
    effect(() => {
      const model = state.model.value;
      if (!model) {
        layers?.remove();
        layers = null;
        return;
      }
      layers ??= new FeatureLayers(map, POINTING);
      layers.set(model.features);
      place();
    }),
    effect(() => {
      const look = looksNow();
      if (!state.model.value || !layers) return;
      layers.restyle(look);
      if (state.districts.value.state === "ready") layers.whenDrawn(() => performance.mark("yuantu:drawn"));
    }),
    effect(() => labels.set(namesNow())),
    effect(() => highlight.show(fixes.fix.value ? null : targetNow())),
    effect(() => hover.show(hoveredNow())),
    effect(() => preview.show(fixes.fix.value, fixes.way.value)),
    effect(() => {
      const box = fixes.fix.value && placeOfFix(fixes.fix.value);
      if (box) requestAnimationFrame(() => moveTo(map, box, { animate: true }));
    }),
    effect(() => {
      const tools = editor.value;
      return tools
        ? untracked(() => tools.onMap({ map, preview: (features) => layers?.preview(features) }))
        : undefined;
    }),
    effect(() => {
      const others = live.value;
      return others ? untracked(() => others.onMap(map)) : undefined;
    }),
    effect(() => {
      const kept = quarantine.onMap.value;
      return kept ? untracked(() => kept(map)) : undefined;
    }),
    effect(() => {
      const comments = review.onMap.value;
      return comments ? untracked(() => comments(map)) : undefined;
    }),
    followFlights(() => {
      goal = "selection";
      go(true);
    }),
    followGuest(() => {
      goal = "whole";
      go(true);
    }),
    followSize(map, keepInSight),
    followPanels(() => {
      keepInSight();
      labels.refresh();
    }),
  ];
  return {
    scale,
    showAll: () => {
      goal = "whole";
      go(true);
    },
    zoom: (step: 1 | -1) => {
      leave();
      if (step > 0) map.zoomIn();
      else map.zoomOut();
    },
    stop: () => {
      for (const stop of stops) stop();
      map.remove();
    },
  };
}

const POINTING: Pointing = {
  tooltip: tooltipNow,
  choose: pick,
  busy: () => editor.peek()?.drawing() ?? false,
};

/** A feature was clicked; `more` asks to add it to the selection. */
function pick(id: string, more: boolean): void {
  const tools = editor.peek();
  if (tools) tools.pick(id, more);
  else selectFeature(id);
}

/** Where the selection is; null where it has no place of its own. */
function selected(): Bbox | null {
  const model = state.model.peek();
  const finding = state.finding.peek();
  if (!model) return null;
  if (finding) return placeOf(finding, model, state.book.peek());
  return bboxOf(model.byId.get(state.selectedFeature.peek() ?? "")?.geometry);
}

/** Flies to the selection as often as the user asks, as soon as its data are here. */
function followFlights(fly: () => void): () => void {
  let done = 0;
  return effect(() => {
    const asked = state.flights.value;
    const model = state.model.value;
    const here = state.finding.value ?? model?.byId.get(state.selectedFeature.value ?? "");
    if (asked === done || !model || !here) return;
    done = asked;
    // Panels that open with the selection must have their size before the free room is measured.
    requestAnimationFrame(fly);
  });
}

/** Calls back when panels have opened, closed or got other contents, and so may have another size. */
function followPanels(changed: () => void): () => void {
  const { legendOpen, sheetPanel, leftOpen, rightOpen, narrow, lang, colourMode, industry, book, notice } =
    state;
  const causes = [
    legendOpen,
    sheetPanel,
    leftOpen,
    rightOpen,
    narrow,
    lang,
    colourMode,
    industry,
    book,
    notice,
    state.overMap,
    quarantine.panel,
    editor,
  ];
  return effect(() => {
    for (const cause of causes) void cause.value;
    requestAnimationFrame(changed);
  });
}

/** Calls back when a file comes onto the page, and when it goes. */
function followGuest(show: () => void): () => void {
  let last: string | null = null;
  return effect(() => {
    const name = state.guest.value?.name ?? null;
    if (name === last) return;
    last = name;
    requestAnimationFrame(show);
  });
}

/** Lets Leaflet know when its element changes size, then calls back. */
function followSize(map: L.Map, changed: () => void): () => void {
  const observer = new ResizeObserver(() => {
    map.invalidateSize({ animate: false, pan: false });
    changed();
  });
  observer.observe(map.getContainer());
  return () => observer.disconnect();
}
