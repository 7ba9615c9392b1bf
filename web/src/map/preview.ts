/** Shows a repair on the map before it is made: outlines as they are, as they would be, and the land that moves. */

import type { Geometry } from "geojson";
import L from "leaflet";
import type { Fix } from "../api/fixes";
import { type Bbox, bboxOf, unionOf } from "../model/bounds";
import type { Way } from "../stores/fixes";

/** Where the repair is: the land that moves, else the outlines that change. */
export const placeOfFix = (fix: Fix): Bbox | null =>
  bboxOf(fix.moved) ?? unionOf(fix.changes.map((change) => bboxOf(change.after)));

export class Preview {
  private readonly group = L.layerGroup();

  constructor(
    map: L.Map,
    private readonly pane: string,
  ) {
    this.group.addTo(map);
  }

  show(fix: Fix | null, way: Way): void {
    this.group.clearLayers();
    if (!fix) return;
    if (fix.moved && way !== "after") this.draw(fix.moved, "fix-moved");
    for (const change of fix.changes) {
      if (way !== "after") this.draw(change.before, "fix-before");
      if (way !== "before") this.draw(change.after, "fix-after");
    }
  }

  private draw(geometry: Geometry, className: string): void {
    const options = { pane: this.pane, className, interactive: false };
    L.geoJSON(geometry, { ...options, style: options }).addTo(this.group);
  }
}
