/** Features painted on canvas tiles, for layouts of thousands; what is being dragged is lifted out of them as SVG. */

import L from "leaflet";
import type { LayoutFeature } from "../../api/types";
import { type Bbox, bboxOf } from "../../model/bounds";
import { idOf } from "../../model/layout";
import { Places } from "../../model/tiles/places";
import {
  bySize,
  FAR_ZOOM,
  type FeaturePainter,
  type Looks,
  type Pointing,
  sameKey,
  thinned,
} from "../painter";
import { PANES, paneOf } from "../styles";
import { moveDot, pathOf } from "../svg";
import { Brush } from "./brush";
import { ABOVE, Pointer } from "./pointer";
import { Tiles } from "./tiles";

/** Tiles lie between the panes of the zones and those of the evidence. */
const PANE = "space";
/** More changes than these at once are not worth mending one by one. */
const MENDED = 64;

export class CanvasFeatures implements FeaturePainter {
  private readonly tiles: Tiles;
  private readonly pointer: Pointer;
  private readonly lifted = new Map<string, L.Path>();
  private readonly held = L.layerGroup();
  private brush: Brush;
  private places = new Places([]);
  private features: ReadonlySet<LayoutFeature> = new Set();
  private byId = new Map<string, LayoutFeature>();
  private looks: Looks = { of: () => ({ style: {}, drawn: false }), key: [] };
  private toMend: Bbox[] | null = [];

  constructor(
    private readonly map: L.Map,
    pointing: Pointing,
  ) {
    this.tiles = new Tiles(PANE, (at, place, box) => {
      const far = map.getZoom() < FAR_ZOOM;
      for (const feature of this.places.meeting(box)) {
        if (this.lifted.has(idOf(feature))) continue;
        const { style, drawn } = this.looks.of(feature);
        if (drawn) this.brush.paint(at, place, feature, far ? thinned(feature, style) : style);
      }
    });
    this.brush = new Brush(this.tiles.density());
    this.held.addTo(map);
    this.pointer = new Pointer(
      map,
      pointing,
      (box) => this.places.meeting(box).filter((feature) => this.looks.of(feature).drawn),
      (feature) => this.looks.of(feature).style,
    );
  }

  set(features: readonly LayoutFeature[]): void {
    const before = this.features;
    this.features = new Set(features);
    const put = features.filter((feature) => !before.has(feature));
    const kept = new Set(put.map(idOf));
    const gone = [...before].filter((feature) => !this.features.has(feature));
    if (!before.size || put.length + gone.length > MENDED) this.begin(features);
    else this.replace(put, gone, kept);
    this.pointer.leave();
  }

  preview(features: readonly LayoutFeature[]): void {
    const fresh: Bbox[] = [];
    for (const feature of features) {
      const id = idOf(feature);
      if (this.byId.get(id) === feature) {
        // It is where the tiles have it: back to them.
        const box = bboxOf(feature.geometry);
        if (this.drop(id) && box) fresh.push(box);
        continue;
      }
      const box = bboxOf(this.byId.get(id)?.geometry);
      if (this.lift(feature) && box) fresh.push(box);
    }
    this.tiles.mend(fresh);
  }

  restyle(looks: Looks): void {
    const same = sameKey(looks.key, this.looks.key);
    this.looks = looks;
    if (!this.map.hasLayer(this.tiles)) {
      this.tiles.addTo(this.map);
    } else if (same && this.toMend) this.tiles.mend(this.toMend);
    else {
      this.brush = new Brush(this.tiles.density());
      this.tiles.refresh();
    }
    this.toMend = [];
  }

  whenDrawn(call: () => void): void {
    if (this.tiles.painting()) this.tiles.once("painted", call);
    else call();
  }

  hit(event: L.LeafletMouseEvent): LayoutFeature | null {
    return this.pointer.hit(event);
  }

  remove(): void {
    this.pointer.remove();
    this.held.remove();
    this.tiles.remove();
  }

  private begin(features: readonly LayoutFeature[]): void {
    const level = (feature: LayoutFeature) => PANES[paneOf(feature.properties.kind)];
    this.places = new Places([...features].sort((a, b) => level(a) - level(b) || bySize(a, b)));
    this.byId = new Map(features.map((feature) => [idOf(feature), feature]));
    for (const id of [...this.lifted.keys()]) this.drop(id);
    this.toMend = null;
  }

  private replace(
    put: readonly LayoutFeature[],
    gone: readonly LayoutFeature[],
    kept: ReadonlySet<string>,
  ): void {
    const lost = gone.map(idOf).filter((id) => !kept.has(id));
    this.places.change(put, lost);
    for (const id of lost) this.byId.delete(id);
    for (const feature of put) this.byId.set(idOf(feature), feature);
    for (const { geometry } of [...put, ...gone]) {
      const box = bboxOf(geometry);
      if (box) this.toMend?.push(box);
    }
    for (const id of [...this.lifted.keys()]) {
      this.drop(id);
      const box = bboxOf(this.byId.get(id)?.geometry);
      if (box) this.toMend?.push(box);
    }
  }

  /** Draws a feature as a path of its own; true where the tiles had it until now. */
  private lift(feature: LayoutFeature): boolean {
    const id = idOf(feature);
    const path = this.lifted.get(id);
    if (moveDot(path, feature)) return false;
    if (path instanceof L.Polygon && feature.geometry?.type === "MultiPolygon") {
      path.setLatLngs(L.GeoJSON.coordsToLatLngs(feature.geometry.coordinates, 2));
      return false;
    }
    const made = pathOf(feature, ABOVE);
    if (!made) return false;
    const { style, drawn } = this.looks.of(this.byId.get(id) ?? feature);
    made.setStyle(style);
    this.lifted.set(id, made);
    if (drawn) made.addTo(this.held);
    return true;
  }

  private drop(id: string): boolean {
    const path = this.lifted.get(id);
    if (!path) return false;
    this.held.removeLayer(path);
    return this.lifted.delete(id);
  }
}
