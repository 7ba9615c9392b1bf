/** A grid of canvases that fills itself little by little, so that moving the map never waits for it. */

import L from "leaflet";
import type { Bbox } from "../../model/bounds";
import { worldX, worldY } from "../../model/tiles/outline";
import type { Place } from "./brush";

const SIZE_PX = 256;
/** How long one frame may paint; the rest waits for the next one. */
const BUDGET_MS = 7;
/** Strokes reach this far over the outline, and points over their place. */
export const REACH_PX = 8;
/** Above this many tiles those of other zooms go, though some of this one are not painted yet. */
const MOST = 220;

interface Tile {
  readonly canvas: HTMLCanvasElement;
  readonly place: Place;
  /** Tells Leaflet that the tile can be seen; null once it was told. */
  ready: (() => void) | null;
}

/** Paints what meets `box` (in degrees); the canvas is cleared, and clipped where only a part is wanted. */
export type PaintTile = (at: CanvasRenderingContext2D, place: Place, box: Bbox) => void;

export class Tiles extends L.GridLayer {
  private readonly held = new Map<HTMLElement, Tile>();
  private readonly queue = new Set<Tile>();
  private frame = 0;
  private exact = 0;

  constructor(
    pane: string,
    private readonly painter: PaintTile,
  ) {
    super({ pane, tileSize: SIZE_PX, updateWhenZooming: false, updateWhenIdle: false, updateInterval: 60 });
    this.on("tileunload", ({ tile }) => {
      const gone = this.held.get(tile);
      if (gone) this.queue.delete(gone);
      this.held.delete(tile);
    });
  }

  override createTile(coords: L.Coords, done: L.DoneCallback): HTMLElement {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = Math.round(SIZE_PX * this.density());
    const place = { left: coords.x * SIZE_PX, top: coords.y * SIZE_PX, size_px: SIZE_PX * 2 ** coords.z };
    const tile: Tile = { canvas, place, ready: () => done(undefined, canvas) };
    this.held.set(canvas, tile);
    this.later(tile);
    return canvas;
  }

  /** Paints everything anew, in the next frames. */
  refresh(): void {
    for (const tile of this.held.values()) this.later(tile);
  }

  /** Paints at once what lies in these boxes, and nothing else. */
  mend(boxes: readonly Bbox[]): void {
    for (const tile of this.held.values()) {
      if (tile.ready || this.queue.has(tile)) continue;
      for (const box of boxes) this.mendIn(tile, box);
    }
  }

  /** Whether something is still to be painted; "painted" is fired when nothing is. */
  painting(): boolean {
    return this.queue.size > 0;
  }

  density(): number {
    return Math.min(3, Math.max(1, window.devicePixelRatio));
  }

  override onRemove(map: L.Map): this {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.queue.clear();
    return super.onRemove(map);
  }

  private later(tile: Tile): void {
    this.queue.add(tile);
    if (!this.frame) this.frame = requestAnimationFrame(() => this.work());
  }

  private work(): void {
    this.frame = 0;
    const start = performance.now();
    for (const tile of this.queue) {
      this.queue.delete(tile);
      this.paint(tile, [0, 0, SIZE_PX, SIZE_PX]);
      tile.ready?.();
      tile.ready = null;
      if (performance.now() - start > BUDGET_MS) break;
    }
    if (this.queue.size) this.frame = requestAnimationFrame(() => this.work());
    else this.fire("painted");
  }

  private mendIn(tile: Tile, [west, south, east, north]: Bbox): void {
    const { left, top, size_px } = tile.place;
    const x0 = Math.max(0, Math.floor(worldX(west) * size_px - left - REACH_PX));
    const x1 = Math.min(SIZE_PX, Math.ceil(worldX(east) * size_px - left + REACH_PX));
    const y0 = Math.max(0, Math.floor(worldY(north) * size_px - top - REACH_PX));
    const y1 = Math.min(SIZE_PX, Math.ceil(worldY(south) * size_px - top + REACH_PX));
    if (x0 < x1 && y0 < y1) this.paint(tile, [x0, y0, x1, y1]);
  }

  /** Paints a part of a tile, in its pixels. */
  private paint({ canvas, place }: Tile, [x0, y0, x1, y1]: readonly [number, number, number, number]): void {
    const at = canvas.getContext("2d");
    if (!at) return;
    const density = canvas.width / SIZE_PX;
    at.setTransform(density, 0, 0, density, 0, 0);
    at.lineJoin = "round";
    at.save();
    at.beginPath();
    at.rect(x0, y0, x1 - x0, y1 - y0);
    at.clip();
    at.clearRect(x0, y0, x1 - x0, y1 - y0);
    const { left, top, size_px } = place;
    const lon = (x: number) => ((left + x) / size_px - 0.5) * 360;
    const lat = (y: number) =>
      (360 / Math.PI) * Math.atan(Math.exp((0.5 - (top + y) / size_px) * 2 * Math.PI)) - 90;
    this.painter(at, place, [lon(x0 - REACH_PX), lat(y1 + REACH_PX), lon(x1 + REACH_PX), lat(y0 - REACH_PX)]);
    at.restore();
  }

  // Leaflet rounds the zoom of tiles and scales them; here they are painted for the very zoom, and stay sharp.
  protected _setView(center: L.LatLng, zoom: number, noPrune?: boolean, noUpdate?: boolean): void {
    this.exact = zoom;
    inherited._setView.call(this, center, zoom, noPrune, noUpdate);
  }

  protected _clampZoom(): number {
    return this.exact;
  }

  // Tiles of the zoom before stay until those of this one are painted: no white between the two.
  protected _pruneTiles(): void {
    const waiting = [...this.held.values()].some((tile) => tile.ready);
    if (!waiting || this.held.size > MOST) inherited._pruneTiles.call(this);
  }
}

/** What Leaflet's own grid does there; its types leave these methods out. */
const inherited = L.GridLayer.prototype as unknown as {
  _setView(this: Tiles, center: L.LatLng, zoom: number, noPrune?: boolean, noUpdate?: boolean): void;
  _pruneTiles(this: Tiles): void;
};
