/** Handles on the vertices of the outline that is being reshaped, and between them. */

import L from "leaflet";
import { t } from "../../edit/say";
import { keyOf, type Point, type Polygons } from "../../model/edit/grid";
import { edgesOf, ringsOf } from "../../model/edit/shape";
import { HANDLES } from "../view";

/** Handles nearer to each other than this on the screen would cover one another. */
const APART_PX = 16;
const MIDDLE_FROM_PX = 46;
const MOST = 240;

export interface HandleActions {
  /** A gesture begins at a vertex; `inserted`: at a place between two, where there is none yet. */
  readonly begin: (at: Point, inserted: boolean) => void;
  /** The pointer is here; the answer is where the vertex went. */
  readonly drag: (at: L.LatLng, event: MouseEvent) => L.LatLng;
  readonly end: () => void;
  /** Moves a vertex by pixels of the screen, from the keyboard; the answer is where it went. */
  readonly nudge: (at: Point, by: L.Point) => Point | null;
  readonly remove: (at: Point) => null;
  /** Puts a vertex between two, from the keyboard; the answer is where. */
  readonly insert: (near: Point) => Point | null;
}

const ARROWS: Record<string, L.PointTuple> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export class Handles {
  private readonly group = L.layerGroup();
  private polygons: Polygons = [];
  private dragging = false;

  constructor(
    private readonly map: L.Map,
    private readonly pane: string,
    private readonly act: HandleActions,
  ) {
    this.group.addTo(map);
    map.on("moveend", this.layOut);
  }

  /** Puts handles on an outline, on none where it is empty. */
  show(polygons: Polygons): void {
    this.polygons = polygons;
    this.layOut();
  }

  /** Puts the handles back to where the outline is. */
  refresh(): void {
    this.layOut();
  }

  remove(): void {
    this.map.off("moveend", this.layOut);
    this.group.remove();
  }

  /** Gives the keyboard's focus to the handle at a position. */
  focus(at: Point): void {
    const key = keyOf(at);
    for (const layer of this.group.getLayers())
      if (layer instanceof L.Marker && layer.options.alt === key) layer.getElement()?.focus();
  }

  private readonly layOut = (): void => {
    if (this.dragging) return;
    this.group.clearLayers();
    const shown: L.Point[] = [];
    const seen = new Set<string>();
    const fits = (at: Point, apart: number) => {
      const pixel = this.map.latLngToContainerPoint([at[1], at[0]]);
      if (!this.inView(pixel) || seen.has(keyOf(at)) || seen.size > MOST) return false;
      if (shown.some((p) => p.distanceTo(pixel) < apart)) return false;
      shown.push(pixel);
      seen.add(keyOf(at));
      return true;
    };
    let number = 0;
    for (const ring of ringsOf(this.polygons))
      for (const [before, at] of edgesOf(ring)) {
        number++;
        if (fits(at, APART_PX)) this.addVertex(at, middleOf(before, at), t("handle", { n: number }));
      }
    for (const ring of ringsOf(this.polygons))
      for (const [a, b] of edgesOf(ring)) {
        const middle = middleOf(a, b);
        if (this.pixels(a, b) > MIDDLE_FROM_PX && fits(middle, APART_PX))
          this.add(middle, "middle").setAttribute("title", t("handle.middle"));
      }
    this.map.fire(HANDLES);
  };

  private inView({ x, y }: L.Point): boolean {
    const size = this.map.getSize();
    return x > -20 && y > -20 && x < size.x + 20 && y < size.y + 20;
  }

  private pixels(a: Point, b: Point): number {
    const [p, q] = [a, b].map(([lon, lat]) => this.map.latLngToContainerPoint([lat, lon])) as [
      L.Point,
      L.Point,
    ];
    return p.distanceTo(q);
  }

  /** A handle that the keyboard reaches too. */
  private addVertex(at: Point, beside: Point, label: string): void {
    const element = this.add(at, "vertex");
    element.setAttribute("aria-label", label);
    element.setAttribute("title", label);
    element.addEventListener("keydown", (event) => this.press(event, at, beside));
  }

  private add(at: Point, kind: "vertex" | "middle"): HTMLElement {
    const icon = L.divIcon({ className: `vertex-handle ${kind}`, iconSize: [22, 22], html: "<span></span>" });
    const marker = L.marker([at[1], at[0]], {
      icon,
      draggable: true,
      pane: this.pane,
      alt: keyOf(at),
      keyboard: kind === "vertex",
    });
    marker.on("dragstart", () => {
      this.dragging = true;
      this.act.begin(at, kind === "middle");
    });
    marker.on("drag", (event) => {
      const { originalEvent } = event as L.LeafletEvent & { originalEvent: MouseEvent };
      marker.setLatLng(this.act.drag(marker.getLatLng(), originalEvent));
    });
    marker.on("dragend", () => {
      this.dragging = false;
      this.act.end();
    });
    marker.addTo(this.group);
    return marker.getElement() as HTMLElement;
  }

  private press(event: KeyboardEvent, at: Point, beside: Point): void {
    const step = ARROWS[event.key];
    const act = step
      ? () => this.act.nudge(at, L.point(step).multiplyBy(event.shiftKey ? 10 : 1))
      : event.key === "Delete"
        ? () => this.act.remove(at)
        : event.key === "+" || event.key === "Insert"
          ? () => this.act.insert(beside)
          : null;
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    const went = act();
    if (went) this.focus(went);
  }
}

const middleOf = (a: Point, b: Point): Point => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
