/** Names on the map: as many as fit, the more important ones first. */

import L from "leaflet";
import { declutter, type LabelBox } from "../model/declutter";

export interface Label {
  readonly id: string;
  readonly text: string;
  /** The `lang` of the text. */
  readonly lang: string;
  readonly at: readonly [lon: number, lat: number];
  readonly kind: "district" | "park" | "group" | "zone";
  readonly strong: boolean;
}

/** From which zoom on each kind is named, and who wins where two names collide. */
const RULES: Record<Label["kind"], { from: number; to: number; rank: number }> = {
  district: { from: 0, to: 11.5, rank: 2 },
  park: { from: 9.6, to: 13.5, rank: 3 },
  group: { from: 11, to: 99, rank: 4 },
  zone: { from: 10.5, to: 99, rank: 1 },
};

/** A layer of names; Leaflet hides it while a zoom is animated and it lays itself out anew at the end. */
export class Labels {
  private readonly box: HTMLElement;
  private frame = 0;
  private entries: { label: Label; element: HTMLElement; width: number; height: number }[] = [];

  constructor(
    private readonly map: L.Map,
    pane: string,
  ) {
    this.box = L.DomUtil.create("div", "leaflet-zoom-hide labels", map.getPane(pane));
    this.box.setAttribute("aria-hidden", "true");
    map.on("zoomend viewreset resize", () => this.layOut());
  }

  /** Shows other names from the next frame on: several changes in one frame cost one layout. */
  set(labels: readonly Label[]): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.replace(labels));
  }

  private replace(labels: readonly Label[]): void {
    this.box.replaceChildren();
    this.entries = labels.map((label) => {
      const element = L.DomUtil.create("span", `label ${label.kind}`, this.box);
      element.textContent = label.text;
      element.lang = label.lang;
      element.classList.toggle("strong", label.strong);
      return { label, element, width: 0, height: 0 };
    });
    // All writes before all reads: one layout of the page instead of one per label.
    for (const entry of this.entries) {
      entry.width = entry.element.offsetWidth;
      entry.height = entry.element.offsetHeight;
    }
    this.layOut();
  }

  private layOut(): void {
    const zoom = this.map.getZoom();
    const candidates: LabelBox[] = [];
    for (const { label, element, width, height } of this.entries) {
      const { from, to, rank } = RULES[label.kind];
      element.hidden = true;
      if (!label.strong && (zoom < from || zoom >= to)) continue;
      const { x, y } = this.map.latLngToLayerPoint([label.at[1], label.at[0]]);
      element.style.transform = `translate(${Math.round(x - width / 2)}px, ${Math.round(y - height / 2)}px)`;
      candidates.push({ id: label.id, x, y, width, height, rank: label.strong ? 9 : rank });
    }
    const shown = declutter(candidates);
    for (const { label, element } of this.entries) element.hidden = !shown.has(label.id);
  }
}
