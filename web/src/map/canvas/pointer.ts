/** Hovering and clicking features that are painted and so have no elements of their own. */

import L from "leaflet";
import type { LayoutFeature } from "../../api/types";
import type { Bbox } from "../../model/bounds";
import { covers, distance, outlineOf, worldX, worldY } from "../../model/tiles/outline";
import { type Pointing, TOOLTIP } from "../painter";
import type { Pane } from "../styles";
import { pathOf } from "../svg";

/** How near the pointer must come to a line, and to the middle of a point. */
const LINE_PX = 5;
const POINT_PX = 8;
const TILE_PX = 256;

/** Paths that stand over the tiles and leave pointing at them to the map. */
export const ABOVE = { pane: "park" satisfies Pane, interactive: false };

export class Pointer {
  private readonly tooltip = L.tooltip(TOOLTIP);
  private hovered: LayoutFeature | null = null;
  private shape: L.Path | null = null;

  constructor(
    private readonly map: L.Map,
    private readonly pointing: Pointing,
    private readonly near: (box: Bbox) => readonly LayoutFeature[],
    private readonly style: (feature: LayoutFeature) => L.PathOptions,
  ) {
    map.on("mousemove", this.move);
    map.on("mouseout dragstart zoomstart", this.leave);
  }

  /** Nothing is pointed at any more. */
  readonly leave = (): void => {
    if (!this.hovered) return;
    this.hovered = null;
    this.shape?.remove();
    this.shape = null;
    this.tooltip.remove();
    this.map.getContainer().classList.remove("over-feature");
  };

  remove(): void {
    this.leave();
    this.map.off("mousemove", this.move);
    this.map.off("mouseout dragstart zoomstart", this.leave);
  }

  private readonly move = (event: L.LeafletMouseEvent): void => {
    const feature = this.free(event) ? this.at(event.latlng) : null;
    if (feature !== this.hovered) {
      this.leave();
      if (feature) this.enter(feature, event.latlng);
    }
    if (feature) this.tooltip.setLatLng(event.latlng);
  };

  /** What a click has hit; null where it belongs to a tool or to nothing. */
  hit(event: L.LeafletMouseEvent): LayoutFeature | null {
    return this.pointing.busy() ? null : this.at(event.latlng);
  }

  private enter(feature: LayoutFeature, at: L.LatLng): void {
    this.hovered = feature;
    this.map.getContainer().classList.add("over-feature");
    this.shape = pathOf(feature, ABOVE);
    this.shape?.setStyle(this.style(feature)).addTo(this.map);
    this.tooltip.setLatLng(at).setContent(this.pointing.tooltip(feature)).addTo(this.map);
  }

  /** Whether the pointer is over the map itself: not over a handle, and no tool is at work. */
  private free({ originalEvent }: L.LeafletMouseEvent): boolean {
    const target = originalEvent.target;
    if (this.pointing.busy() || originalEvent.buttons > 0) return false;
    return !(target instanceof Element) || !target.closest(".leaflet-interactive, .leaflet-marker-icon");
  }

  /** The topmost feature there. */
  private at({ lat, lng }: L.LatLng): LayoutFeature | null {
    const size_px = TILE_PX * 2 ** this.map.getZoom();
    const [x, y] = [worldX(lng), worldY(lat)];
    const pad = (POINT_PX / size_px) * 360;
    const found = this.near([lng - pad, lat - pad, lng + pad, lat + pad]);
    return found.findLast((feature) => this.hits(feature, x, y, size_px)) ?? null;
  }

  private hits(feature: LayoutFeature, x: number, y: number, size_px: number): boolean {
    const { geometry } = feature;
    if (geometry?.type === "Point") {
      const [lon = 0, lat = 0] = geometry.coordinates;
      return Math.hypot(worldX(lon) - x, worldY(lat) - y) * size_px <= POINT_PX;
    }
    const outline = outlineOf(geometry);
    if (!outline) return false;
    const filled = this.style(feature).fill !== false;
    return filled ? covers(outline, x, y) : distance(outline, x, y) * size_px <= LINE_PX;
  }
}
