/** Draws what is being drawn: the corners so far, the line to the pointer, and where the pointer snaps. */

import L from "leaflet";
import type { Point, Polygons } from "../../model/edit/grid";
import type { Snapped } from "../../model/edit/snap";

const at = ([lon, lat]: Point): L.LatLngTuple => [lat, lon];

export class Pen {
  private readonly group = L.layerGroup();
  private readonly line: L.Polyline;
  private readonly next: L.Polyline;
  private readonly mark: L.CircleMarker;
  private readonly corners = L.layerGroup();
  private readonly others = L.layerGroup();

  constructor(
    private readonly map: L.Map,
    private readonly pane: string,
  ) {
    const plain = { pane, interactive: false, fill: false };
    this.line = L.polyline([], { ...plain, className: "pen" }).addTo(this.group);
    this.next = L.polyline([], { ...plain, className: "pen next" }).addTo(this.group);
    this.mark = L.circleMarker([0, 0], { pane, interactive: false, radius: 7, className: "snap-mark" });
    this.corners.addTo(this.group);
    this.others.addTo(this.group);
    this.group.addTo(map);
  }

  draw(corners: readonly Point[], pointer: Point | null, outline: boolean): void {
    this.line.setLatLngs(corners.map(at));
    const [first, last] = [corners[0], corners.at(-1)];
    const ahead =
      last && pointer ? [last, pointer, ...(outline && corners.length > 1 && first ? [first] : [])] : [];
    this.next.setLatLngs(ahead.map(at));
    this.corners.clearLayers();
    corners.forEach((corner, i) => {
      const className = i ? "pen-corner" : "pen-corner first";
      const options = { pane: this.pane, interactive: false, radius: i ? 3.5 : 5.5, className };
      L.circleMarker(at(corner), options).addTo(this.corners);
    });
  }

  /** Outlines what is selected besides the first feature, which the page itself outlines. */
  choose(outlines: readonly Polygons[]): void {
    this.others.clearLayers();
    const options = { pane: this.pane, interactive: false, fill: false, className: "chosen-too" };
    for (const polygons of outlines)
      L.polygon(
        polygons.map((rings) => rings.map((ring) => ring.map(at))),
        options,
      ).addTo(this.others);
  }

  /** Shows what the pointer has snapped to. */
  snapped(snapped: Snapped | null): void {
    if (!snapped) {
      this.mark.remove();
      return;
    }
    this.mark.setLatLng(at(snapped.at)).addTo(this.map);
    this.mark.getElement()?.setAttribute("class", `snap-mark ${snapped.kind} leaflet-interactive`);
  }

  remove(): void {
    this.mark.remove();
    this.group.remove();
  }
}
