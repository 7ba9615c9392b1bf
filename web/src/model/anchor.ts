/** Where a polygon's label stands: inside its largest part. */

import type { Geometry, Position } from "geojson";

type Ring = Position[];

/** A point in the largest part of a polygon, halfway along its widest middle row; null without a polygon. */
export function anchorOf(geometry: Geometry | null): [lon: number, lat: number] | null {
  const polygons =
    geometry?.type === "Polygon"
      ? [geometry.coordinates]
      : geometry?.type === "MultiPolygon"
        ? geometry.coordinates
        : [];
  let largest: Ring[] | null = null;
  for (const rings of polygons) {
    if (!largest || span(rings[0] ?? []) > span(largest[0] ?? [])) largest = rings;
  }
  return largest ? inside(largest) : null;
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

function inside(rings: Ring[]): [number, number] | null {
  const ys = (rings[0] ?? []).map((p) => p[1] ?? 0);
  if (!ys.length) return null;
  const low = Math.min(...ys);
  const high = Math.max(...ys);
  let best: { width: number; at: [number, number] } | null = null;
  for (const share of [0.5, 0.4, 0.6, 0.3, 0.7]) {
    const y = low + (high - low) * share;
    const xs = rings.flatMap((ring) => crossings(ring, y)).sort((a, b) => a - b);
    for (let i = 0; i + 1 < xs.length; i += 2) {
      const [a, b] = [xs[i] as number, xs[i + 1] as number];
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
