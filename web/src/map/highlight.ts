/** Shows where a finding or a selected feature is: an outline over everything, and a ring where it is tiny. */

import type { Geometry } from "geojson";
import L from "leaflet";
import type { Bbox } from "../model/bounds";

const TINY_PX = 36;

export interface Target {
  /** What is wrong, or what is selected. */
  readonly geometry: Geometry | null;
  /** Outlines of the features that a finding names. */
  readonly subjects: readonly Geometry[];
  readonly box: Bbox | null;
  readonly tone: "finding" | "feature" | "hover";
}

export class Highlight {
  private readonly group = L.layerGroup();
  private ring: L.CircleMarker | null = null;
  private target: Target | null = null;

  constructor(
    private readonly map: L.Map,
    private readonly pane: string,
  ) {
    this.group.addTo(map);
    map.on("zoomend", () => this.ringIfTiny());
  }

  show(target: Target | null): void {
    this.group.clearLayers();
    this.ring = null;
    this.target = target;
    if (!target) return;
    for (const subject of target.subjects) this.outline(subject, "subject");
    if (target.geometry) {
      this.outline(target.geometry, "casing");
      this.outline(target.geometry, `evidence ${target.tone}`);
    }
    this.ringIfTiny();
  }

  private outline(geometry: Geometry, className: string): void {
    const options = { pane: this.pane, className, interactive: false };
    L.geoJSON(geometry, {
      ...options,
      style: options,
      pointToLayer: (_, at) => L.circleMarker(at, { ...options, radius: 7 }),
    }).addTo(this.group);
  }

  private ringIfTiny(): void {
    this.ring?.remove();
    this.ring = null;
    const box = this.target?.box;
    if (!box || this.target?.tone === "feature") return;
    const low = this.map.latLngToLayerPoint([box[1], box[0]]);
    const high = this.map.latLngToLayerPoint([box[3], box[2]]);
    if (Math.max(high.x - low.x, low.y - high.y) > TINY_PX) return;
    const at: L.LatLngTuple = [(box[1] + box[3]) / 2, (box[0] + box[2]) / 2];
    const options = {
      pane: this.pane,
      className: `evidence-ring ${this.target?.tone}`,
      interactive: false,
      radius: 22,
    };
    this.ring = L.circleMarker(at, options).addTo(this.group);
  }
}
