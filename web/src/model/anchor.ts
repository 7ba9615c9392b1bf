/** Where a polygon's label stands: inside its largest part, as far as it can be seen. */

import type { Geometry, Position } from "geojson";
import { type Bbox, bboxOf } from "./bounds";

type Ring = Position[];

/** Geometries never change once they are here. */
const known = new WeakMap<Geometry, [lon: number, lat: number] | null>();

/**
 * A point in the largest part of a polygon, halfway along its widest middle row; null without a polygon. With `view`
 * the point lies inside of that box too, and there is none where the polygon does not reach it.
 */
export function anchorOf(geometry: Geometry | null, view?: Bbox): [lon: number, lat: number] | null {
  if (!geometry) return null;
  const box = bboxOf(geometry);
  if (view && box && !(box[0] >= view[0] && box[1] >= view[1] && box[2] <= view[2] && box[3] <= view[3]))
    return found(geometry, view);
  let anchor = known.get(geometry);
  if (anchor === undefined) {
    anchor = found(geometry);
    known.set(geometry, anchor);
  }
  return anchor;
}

const EVERYWHERE: Bbox = [-Infinity, -Infinity, Infinity, Infinity];

function found(geometry: Geometry, view = EVERYWHERE): [lon: number, lat: number] | null {
  const polygons =
    geometry.type === "Polygon"
      ? [geometry.coordinates]
      : geometry.type === "MultiPolygon"
        ? geometry.coordinates
        : [];
  let largest: Ring[] | null = null;
  for (const rings of polygons) {
    if (!largest || span(rings[0] ?? []) > span(largest[0] ?? [])) largest = rings;
  }
  return largest ? inside(largest, view) : null;
}

const span = (ring: Ring): number => Math.abs(signedArea(ring));

function signedArea(ring: Ring): number {
  let twice = 0;
  for (let i = 1; i < ring.length; i++) {
    const [ax = 0, ay = 0] = ring[i - 1] as Position;
    const [bx = 0, by = 0] = ring[i] as Position;
    twice += ax * by - bx * ay;
  }
  return twice / 2;
}

function inside(rings: Ring[], [west, south, east, north]: Bbox): [number, number] | null {
  let [low, high] = [Infinity, -Infinity];
  for (const [, y = 0] of rings[0] ?? []) {
    low = Math.min(low, y);
    high = Math.max(high, y);
  }
  low = Math.max(low, south);
  high = Math.min(high, north);
  if (!(low < high)) return null;
  let best: { width: number; at: [number, number] } | null = null;
  for (const share of [0.5, 0.4, 0.6, 0.3, 0.7]) {
    const y = low + (high - low) * share;
    const xs = rings.flatMap((ring) => crossings(ring, y)).sort((a, b) => a - b);
    for (let i = 0; i + 1 < xs.length; i += 2) {
      const [a, b] = [Math.max(xs[i] as number, west), Math.min(xs[i + 1] as number, east)];
      if (!(a < b)) continue;
      // A row nearer the middle wins unless another is clearly wider.
      const width = (b - a) * (1 - Math.abs(share - 0.5));
      if (!best || width > best.width) best = { width, at: [(a + b) / 2, y] };
    }
  }
  return best?.at ?? null;
}

function crossings(ring: Ring, y: number): number[] {
  const xs: number[] = [];
  for (let i = 1; i < ring.length; i++) {
    const [ax = 0, ay = 0] = ring[i - 1] as Position;
    const [bx = 0, by = 0] = ring[i] as Position;
    if (ay > y !== by > y) xs.push(ax + ((y - ay) / (by - ay)) * (bx - ax));
  }
  return xs;
}
