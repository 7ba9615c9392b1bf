/** Two grips over what is selected: one moves it as a whole, the other one turns it. */

import L from "leaflet";
import type { LayoutFeature } from "../../api/types";
import { t } from "../../edit/say";
import * as session from "../../edit/session";
import { type Bbox, bboxOf, unionOf } from "../../model/bounds";
import type { Outcome } from "../../model/edit/change";
import { centreOf, moveFeatures, rotateFeatures } from "../../model/edit/features";
import { onGrid, type Point } from "../../model/edit/grid";
import { polygonsOf, ringsOf } from "../../model/edit/shape";
import { insetsOf } from "../view";
import { follow, type Gesture, kept, settle } from "./gesture";
import { gripPlace } from "./gripPlace";

const NAMES = ["move", "turn"] as const;
type Name = (typeof NAMES)[number];

/** How far the grips stand to both sides of their middle. */
const ASIDE_PX = 18;
const STEP_PX = 1;
const STEP_DEG = 1;
const WHOLE_DEG = 5;
const FASTER = 10;

const SIGNS: Record<Name, string> = {
  move: "M8 2v12M2 8h12M6 4l2-2 2 2M6 12l2 2 2-2M4 6L2 8l2 2M12 6l2 2-2 2",
  turn: "M13 8a5 5 0 1 1-1.6-3.7M13 2v3h-3",
};

const ARROWS: Record<string, L.PointTuple> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export class Grips {
  private readonly group = L.layerGroup();
  private gesture: (Gesture & { readonly start: Point }) | null = null;
  private ids: readonly string[] = [];
  /** The bar over the map grows and shrinks with what it says; the grips stay clear of it. */
  private readonly panels = new ResizeObserver(() => this.layOut());

  constructor(
    private readonly map: L.Map,
    private readonly pane: string,
    private readonly preview: (features: readonly LayoutFeature[]) => void,
    private readonly hideHandles: () => void,
  ) {
    this.group.addTo(map);
    map.on("moveend", this.layOut);
    for (const panel of document.querySelectorAll("[data-inset=top]")) this.panels.observe(panel);
  }

  /** Puts the grips over features, away where there are none. */
  show(ids: readonly string[]): void {
    this.ids = ids;
    this.layOut();
  }

  remove(): void {
    this.map.off("moveend", this.layOut);
    this.panels.disconnect();
    this.group.remove();
  }

  private readonly layOut = (): void => {
    if (this.gesture) return;
    const focused = NAMES.find((name) => document.activeElement?.classList.contains(`grip-${name}`));
    this.group.clearLayers();
    const box = this.box();
    if (!box) return;
    const outline = L.bounds(this.pixel([box[0], box[3]]), this.pixel([box[2], box[1]]));
    const at = gripPlace(outline, this.vertices(), this.room());
    // A point looks the same however it is turned.
    const solid = this.ids.some((id) => session.now.peek()?.features.get(id)?.geometry?.type !== "Point");
    for (const [i, name] of NAMES.entries()) {
      if (name === "turn" && !solid) continue;
      const element = this.add(name, at.add([i ? ASIDE_PX : -ASIDE_PX, 0]));
      if (name === focused) element.focus();
    }
  };

  private pixel([lon, lat]: Point): L.Point {
    return this.map.latLngToContainerPoint([lat, lon]);
  }

  private vertices(): L.Point[] {
    const now = session.now.peek();
    const rings = this.ids.flatMap((id) => ringsOf(polygonsOf(now?.features.get(id)?.geometry)));
    return rings.flatMap((ring) => ring.map((p) => this.pixel(p)));
  }

  /** The part of the map that no panel covers, in pixels. */
  private room(): L.Bounds {
    const { left, top, right, bottom } = insetsOf(this.map.getContainer());
    const size = this.map.getSize();
    return L.bounds(L.point(left, top), L.point(size.x - right, size.y - bottom));
  }

  private box(): Bbox | null {
    const now = session.now.peek();
    return unionOf(this.ids.map((id) => bboxOf(now?.features.get(id)?.geometry)));
  }

  private add(name: Name, at: L.Point): HTMLElement {
    const html = `<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="${SIGNS[name]}"/></svg>`;
    const icon = L.divIcon({ className: `grip grip-${name}`, iconSize: [28, 28], html });
    const marker = L.marker(this.map.containerPointToLatLng(at), {
      icon,
      draggable: true,
      pane: this.pane,
      keyboard: true,
    });
    marker.on("dragstart", () => this.begin(marker.getLatLng()));
    marker.on("drag", (event) => {
      const { originalEvent } = event as L.LeafletEvent & { originalEvent: MouseEvent };
      this.drag(name, marker.getLatLng(), originalEvent.shiftKey);
    });
    marker.on("dragend", () => this.end());
    marker.addTo(this.group);
    const element = marker.getElement() as HTMLElement;
    element.setAttribute("aria-label", t(`grip.${name}`));
    element.setAttribute("title", t(`grip.${name}`));
    element.addEventListener("keydown", (event) => this.press(name, event));
    return element;
  }

  private begin({ lng, lat }: L.LatLng): void {
    session.refusal.value = null;
    this.gesture = { start: onGrid([lng, lat]), last: null };
    this.hideHandles();
  }

  private drag(name: Name, { lng, lat }: L.LatLng, whole: boolean): void {
    const [now, gesture] = [session.now.peek(), this.gesture];
    if (!now || !gesture) return;
    const [from, to] = [now.frame.xy(gesture.start), now.frame.xy([lng, lat])];
    if (name === "move") {
      const shift = [to[0] - from[0], to[1] - from[1]] as const;
      follow(gesture, moveFeatures(now, this.ids, shift), this.preview);
      return;
    }
    const [x, y] = centreOf(now, this.ids);
    const turned = Math.atan2(to[1] - y, to[0] - x) - Math.atan2(from[1] - y, from[0] - x);
    const degrees = (turned * 180) / Math.PI;
    const angle = whole ? Math.round(degrees / WHOLE_DEG) * WHOLE_DEG : degrees;
    follow(gesture, rotateFeatures(now, this.ids, angle), this.preview);
  }

  private end(): void {
    const last = this.gesture?.last ?? null;
    this.gesture = null;
    settle(last, this.preview);
    // The handles come back, and the grips go to where the outline is.
    session.chosen.value = [...session.chosen.peek()];
  }

  private press(name: Name, event: KeyboardEvent): void {
    const [now, arrow] = [session.now.peek(), ARROWS[event.key]];
    if (!now || !arrow) return;
    event.preventDefault();
    event.stopPropagation();
    const [right, down] = arrow.map((n) => n * (event.shiftKey ? FASTER : 1)) as [number, number];
    const done: Outcome =
      name === "turn"
        ? rotateFeatures(now, this.ids, -(right + down) * STEP_DEG)
        : moveFeatures(now, this.ids, this.metres(right * STEP_PX, down * STEP_PX));
    session.perform(done.ok ? kept(done) : done);
  }

  /** Pixels of the screen at the selection as metres east and north. */
  private metres(right: number, down: number): readonly [number, number] {
    const [now, box] = [session.now.peek(), this.box()];
    if (!now || !box) return [0, 0];
    const from: Point = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
    const pixel = this.map.latLngToContainerPoint([from[1], from[0]]).add([right, down]);
    const { lng, lat } = this.map.containerPointToLatLng(pixel);
    const [a, b] = [now.frame.xy(from), now.frame.xy([lng, lat])];
    return [b[0] - a[0], b[1] - a[1]];
  }
}
