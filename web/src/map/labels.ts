/** Names on the map: as many as fit, the more important ones first, each inside of what can be seen. */

import type { Geometry } from "geojson";
import L from "leaflet";
import type { Kind, LayoutFeature } from "../api/types";
import { anchorOf } from "../model/anchor";
import { type Bbox, bboxOf, meet } from "../model/bounds";
import { declutter, kept, type LabelBox, type Obstacle } from "../model/declutter";
import { idOf } from "../model/layout";
import { HANDLES, insetsOf } from "./view";

export interface Label {
  readonly id: string;
  readonly text: string;
  /** The `lang` of the text. */
  readonly lang: string;
  /** Where it stands, if that can be seen; else, or without it, where the geometry can be. */
  readonly at?: readonly [lon: number, lat: number];
  readonly geometry: Geometry | null;
  readonly kind: "district" | "park" | "group" | "zone" | "parcel";
  readonly strong: boolean;
}

export interface Names {
  readonly districts: readonly Label[];
  readonly features: readonly LayoutFeature[];
  /** The ids of features that are named at every zoom, before all others. */
  readonly strong: ReadonlySet<string>;
  /** The name of a feature, null where it has none or is not drawn. Asked only of those in view. */
  readonly of: (feature: LayoutFeature) => Label | null;
}

/** From which zoom on each kind is named, and who wins where two names collide. */
const RULES: Record<Label["kind"], { from: number; to: number; rank: number }> = {
  district: { from: 0, to: 11.5, rank: 2 },
  park: { from: 9.6, to: 13.5, rank: 3 },
  group: { from: 11, to: 99, rank: 4 },
  zone: { from: 10.5, to: 99, rank: 1 },
  parcel: { from: 13, to: 99, rank: 0 },
};
const STRONG_RANK = 9;
/** A parcel smaller than this holds no name. */
const ROOM_PX = 40;
/** Names keep this far from the edge of what can be seen. */
const EDGE_PX = 4;
/** How far handles reach over a border. */
const HANDLE_PX = 14;
/** More names than these in view would only hide the map. */
const MOST = 300;

interface Size {
  readonly width: number;
  readonly height: number;
}

interface Placed extends Size {
  readonly label: Label;
  /** The centre, in pixels of the map's element. */
  readonly x: number;
  readonly y: number;
}

/** A layer of names; Leaflet hides it while a zoom is animated and it lays itself out anew at the end. */
export class Labels {
  private readonly box: HTMLElement;
  private frame = 0;
  private names: Names | null = null;
  private readonly sizes = new Map<string, Size>();

  constructor(
    private readonly map: L.Map,
    pane: string,
  ) {
    this.box = L.DomUtil.create("div", "leaflet-zoom-hide labels", map.getPane(pane));
    this.box.setAttribute("aria-hidden", "true");
    map.on(`zoomend moveend viewreset resize ${HANDLES}`, () => this.refresh());
  }

  /** Shows other names. */
  set(names: Names): void {
    this.names = names;
    this.refresh();
  }

  /** Lays the names out in the next frame: several changes in one frame cost one layout. */
  refresh(): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.layOut());
  }

  private layOut(): void {
    const size = this.map.getSize();
    const { top, right, bottom, left } = insetsOf(this.map.getContainer());
    const room = L.bounds([left, top], [size.x - right, size.y - bottom]);
    const labels = this.inView(this.seenIn(room));
    const elements = new Map(labels.map(({ label }) => [label.id, elementOf(label)]));
    this.box.replaceChildren(...elements.values());
    this.measure(labels, elements);
    const placed = labels.flatMap((entry) => this.place(entry, room));
    const boxes: LabelBox[] = placed.map(({ label, x, y, width, height }, i) => {
      const rank = label.strong ? STRONG_RANK : RULES[label.kind].rank;
      return { id: String(i), owner: label.id, x, y, width, height, rank };
    });
    const shown = declutter(boxes, 3, this.obstacles());
    const standing = placed.filter((_, i) => shown.has(String(i)));
    for (const { label, x, y, width, height } of standing) {
      const at = this.map.containerPointToLayerPoint([x - width / 2, y - height / 2]).round();
      (elements.get(label.id) as HTMLElement).style.transform = `translate(${at.x}px, ${at.y}px)`;
    }
    this.box.replaceChildren(...standing.map(({ label }) => elements.get(label.id) as HTMLElement));
  }

  /** The box in degrees that the panels leave free. */
  private seenIn(room: L.Bounds): Bbox {
    const [low, high] = [room.getBottomLeft(), room.getTopRight()];
    const [southWest, northEast] = [low, high].map((p) => this.map.containerPointToLatLng(p)) as [
      L.LatLng,
      L.LatLng,
    ];
    return [southWest.lng, southWest.lat, northEast.lng, northEast.lat];
  }

  /** What is named at this zoom and stands in view, with the place of its name. */
  private inView(view: Bbox): { label: Label; at: readonly [number, number] }[] {
    const { districts = [], features = [], strong, of } = this.names ?? {};
    const zoom = this.map.getZoom();
    const apart_px = (256 * 2 ** zoom) / 360;
    const found: { label: Label; at: readonly [number, number] }[] = [];
    const add = (label: Label) => {
      const fixed = label.at && meet([...label.at, ...label.at], view) ? label.at : null;
      const at = fixed ?? anchorOf(label.geometry, view);
      if (at) found.push({ label, at });
    };
    if (isNamed("district", zoom))
      for (const label of districts) if (meet(bboxOf(label.geometry), view)) add(label);
    for (const feature of features) {
      if (found.length > MOST) break;
      const kind = styleOf(feature.properties.kind);
      const first = strong?.has(idOf(feature)) ?? false;
      if (!first && !(kind && isNamed(kind, zoom))) continue;
      const box = bboxOf(feature.geometry);
      if (!box || !meet(box, view)) continue;
      if (!first && kind === "parcel" && (box[2] - box[0]) * apart_px < ROOM_PX) continue;
      const label = of?.(feature);
      if (label) add(label);
    }
    return found;
  }

  /** Sizes of texts that were not seen before: all writes before all reads, one layout of the page for all. */
  private measure(labels: readonly { label: Label }[], elements: ReadonlyMap<string, HTMLElement>): void {
    for (const { label } of labels) {
      const element = elements.get(label.id);
      const key = keyOf(label);
      if (!element || this.sizes.has(key)) continue;
      this.sizes.set(key, { width: element.offsetWidth, height: element.offsetHeight });
    }
  }

  /**
   * Where a name may stand, moved so that all of it can be seen: inside, and one that must be there also below or above
   * its feature; nowhere for a parcel's that does not fit into it.
   */
  private place(
    { label, at }: { label: Label; at: readonly [number, number] },
    { min, max }: L.Bounds,
  ): Placed[] {
    const size = this.sizes.get(keyOf(label));
    if (!size || !min || !max) return [];
    if (label.kind === "parcel" && !label.strong && !this.fits(label, size)) return [];
    const { x, y } = this.map.latLngToContainerPoint([at[1], at[0]]);
    return [y, ...(label.strong ? this.beside(label, size) : [])].map((place) => ({
      ...size,
      label,
      x: kept(x, size.width, min.x + EDGE_PX, max.x - EDGE_PX),
      y: kept(place, size.height, min.y + EDGE_PX, max.y - EDGE_PX),
    }));
  }

  /** The heights below and above a feature, clear of the handles on its border. */
  private beside({ geometry }: Label, { height }: Size): number[] {
    const box = bboxOf(geometry);
    if (!box) return [];
    const [low, high] = [box[1], box[3]].map((lat) => this.map.latLngToContainerPoint([lat, box[0]]).y);
    const off = height / 2 + HANDLE_PX;
    return [(low ?? 0) + off, (high ?? 0) - off];
  }

  private fits({ geometry }: Label, { width, height }: Size): boolean {
    const box = bboxOf(geometry);
    if (!box) return false;
    const low = this.map.latLngToContainerPoint([box[1], box[0]]);
    const high = this.map.latLngToContainerPoint([box[3], box[2]]);
    return high.x - low.x > width * 1.3 && low.y - high.y > height * 1.6;
  }

  /** The handles of the editor, which are above the names. */
  private obstacles(): Obstacle[] {
    const frame = this.map.getContainer().getBoundingClientRect();
    const handles = this.map.getContainer().querySelectorAll(".leaflet-marker-icon");
    return [...handles].map((handle) => {
      const { left, top, width, height } = handle.getBoundingClientRect();
      return { x: left - frame.left + width / 2, y: top - frame.top + height / 2, width, height };
    });
  }
}

const isNamed = (kind: Label["kind"], zoom: number): boolean =>
  zoom >= RULES[kind].from && zoom < RULES[kind].to;

/** How the names of a kind are written; null for kinds that are named only when they are chosen. */
const styleOf = (kind: Kind): Label["kind"] | null =>
  kind === "park" || kind === "group" || kind === "zone" || kind === "parcel" ? kind : null;

const keyOf = ({ kind, strong, lang, text }: Label): string => `${kind} ${strong} ${lang} ${text}`;

function elementOf(label: Label): HTMLElement {
  const element = L.DomUtil.create("span", `label ${label.kind}`);
  element.textContent = label.text;
  element.lang = label.lang;
  element.classList.toggle("strong", label.strong);
  return element;
}
