/** Outlines for drawing only: flat arrays on the square of the web map, simplified to the pixels of a zoom. */

import type { Geometry, Position } from "geojson";

/** Rings one after the other, as x, y of the world's square (0..1 from its north-western corner). */
export interface Outline {
  readonly xy: Float64Array;
  /** Where each ring ends in `xy`. */
  readonly ends: readonly number[];
}

/** What takes a path: a canvas, or a test. */
export interface Pen {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  closePath(): void;
}

const known = new WeakMap<Geometry, Outline | null>();
const RADIANS = Math.PI / 180;

/** Web Mercator, which only the screen sees. */
export const worldX = (lon: number): number => lon / 360 + 0.5;
export const worldY = (lat: number): number =>
  0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * RADIANS) / 2)) / (2 * Math.PI);

/** The rings of a polygon for drawing; null for anything else. */
export function outlineOf(geometry: Geometry | null): Outline | null {
  if (!geometry) return null;
  let outline = known.get(geometry);
  if (outline === undefined) {
    outline = flattened(geometry);
    known.set(geometry, outline);
  }
  return outline;
}

function flattened(geometry: Geometry): Outline | null {
  const rings: Position[][] =
    geometry.type === "Polygon"
      ? geometry.coordinates
      : geometry.type === "MultiPolygon"
        ? geometry.coordinates.flat()
        : [];
  if (!rings.length) return null;
  const xy = new Float64Array(2 * rings.reduce((sum, ring) => sum + ring.length, 0));
  const ends: number[] = [];
  let n = 0;
  for (const ring of rings) {
    for (const [lon = 0, lat = 0] of ring) {
      xy[n++] = worldX(lon);
      xy[n++] = worldY(lat);
    }
    ends.push(n);
  }
  return { xy, ends };
}

/** Vertices are drawn on this grid: what is finer than half a pixel cannot be seen. */
const GRID_PX = 0.5;

/**
 * Draws rings at a scale (`size_px`: the pixels of the whole world), as seen from an origin in pixels. Vertices that
 * fall on the same half pixel are one; neighbours have the very same vertices along their border and so stay closed.
 */
export function trace({ xy, ends }: Outline, size_px: number, left: number, top: number, pen: Pen): void {
  let i = 0;
  for (const end of ends) {
    let lastX = Number.NaN;
    let lastY = Number.NaN;
    for (let first = true; i < end; i += 2) {
      const x = Math.round(((xy[i] as number) * size_px - left) / GRID_PX) * GRID_PX;
      const y = Math.round(((xy[i + 1] as number) * size_px - top) / GRID_PX) * GRID_PX;
      if (x === lastX && y === lastY) continue;
      if (first) pen.moveTo(x, y);
      else pen.lineTo(x, y);
      first = false;
      lastX = x;
      lastY = y;
    }
    pen.closePath();
  }
}

/** Whether a place on the world's square lies inside of the rings (even-odd, so that holes are outside). */
export function covers({ xy, ends }: Outline, x: number, y: number): boolean {
  let inside = false;
  let start = 0;
  for (const end of ends) {
    for (let i = start, j = end - 2; i < end; j = i, i += 2) {
      const [ax, ay, bx, by] = [xy[i], xy[i + 1], xy[j], xy[j + 1]] as [number, number, number, number];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
    start = end;
  }
  return inside;
}

/** How far a place is from the nearest border, in units of the world's square. */
export function distance({ xy, ends }: Outline, x: number, y: number): number {
  let best = Infinity;
  let start = 0;
  for (const end of ends) {
    for (let i = start + 2; i < end; i += 2) {
      const [ax, ay, bx, by] = [xy[i - 2], xy[i - 1], xy[i], xy[i + 1]] as [number, number, number, number];
      const [dx, dy] = [bx - ax, by - ay];
      const along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1);
      const t = Math.min(1, Math.max(0, along));
      best = Math.min(best, Math.hypot(x - ax - t * dx, y - ay - t * dy));
    }
    start = end;
  }
  return best;
}
