/** Bounding boxes of GeoJSON geometries, in degrees: [west, south, east, north]. */

import type { Geometry, Position } from "geojson";

export type Bbox = readonly [west: number, south: number, east: number, north: number];

/** Geometries never change once they are here, and the districts have tens of thousands of positions. */
const known = new WeakMap<Geometry, Bbox | null>();

/** The box around a geometry, or null where it holds no position. */
export function bboxOf(geometry: Geometry | null | undefined): Bbox | null {
  if (!geometry) return null;
  let box = known.get(geometry);
  if (box === undefined) {
    box = measured(geometry);
    known.set(geometry, box);
  }
  return box;
}

function measured(geometry: Geometry): Bbox | null {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  grow(box, geometry);
  return box[0] <= box[2] ? box : null;
}

/** Whether two boxes meet; what has no box meets nothing. */
export const meet = (a: Bbox | null, b: Bbox): boolean =>
  a !== null && a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];

/** The box around several boxes, or null where there are none. */
export function unionOf(boxes: Iterable<Bbox | null>): Bbox | null {
  let all: Bbox | null = null;
  for (const b of boxes) {
    if (!b) continue;
    all = all
      ? [Math.min(all[0], b[0]), Math.min(all[1], b[1]), Math.max(all[2], b[2]), Math.max(all[3], b[3])]
      : b;
  }
  return all;
}

function grow(box: [number, number, number, number], geometry: Geometry): void {
  if (geometry.type === "GeometryCollection") {
    for (const part of geometry.geometries) grow(box, part);
    return;
  }
  walk(geometry.coordinates, ([x, y]) => {
    if (x === undefined || y === undefined) return;
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  });
}

type Nested = Position | Nested[];

function walk(coordinates: Nested, visit: (at: Position) => void): void {
  if (typeof coordinates[0] === "number") visit(coordinates as Position);
  else for (const part of coordinates as Nested[]) walk(part, visit);
}
