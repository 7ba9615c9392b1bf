/** Outlines of features: from GeoJSON and back, and what can be said of rings without measuring them. */

import type { Geometry, MultiPolygon } from "geojson";
import type { LayoutFeature } from "../../api/types";
import type { Bbox } from "../bounds";
import { keyOf, type Point, type Polygons, type Ring, same } from "./grid";

/** The polygons of a geometry, none where it is a point, a line or missing. The arrays are shared, never changed. */
export function polygonsOf(geometry: Geometry | null | undefined): Polygons {
  if (geometry?.type === "Polygon") return [geometry.coordinates as unknown as Ring[]];
  if (geometry?.type === "MultiPolygon") return geometry.coordinates as unknown as Polygons;
  return [];
}

/** Polygons as the geometry that the store keeps. */
export const multiPolygon = (polygons: Polygons): MultiPolygon => ({
  type: "MultiPolygon",
  coordinates: polygons as unknown as MultiPolygon["coordinates"],
});

/** A feature with another outline; what the service measured of the old one is forgotten. */
export const withOutline = (feature: LayoutFeature, polygons: Polygons): LayoutFeature => ({
  ...feature,
  properties: { ...feature.properties, area_km2: null },
  geometry: multiPolygon(polygons),
});

export const ringsOf = (polygons: Polygons): Ring[] => polygons.flat();

/** The edges of a closed ring. */
export function* edgesOf(ring: Ring): Generator<[Point, Point]> {
  for (let i = 1; i < ring.length; i++) yield [ring[i - 1] as Point, ring[i] as Point];
}

/** A closed ring through these points; points that repeat the one before them are left out. */
export function closed(points: readonly Point[]): Ring {
  const ring: Point[] = [];
  for (const p of points) if (!ring.length || !same(ring[ring.length - 1] as Point, p)) ring.push(p);
  while (ring.length > 1 && same(ring[0] as Point, ring[ring.length - 1] as Point)) ring.pop();
  if (ring.length) ring.push(ring[0] as Point);
  return ring;
}

/** Whether a closed ring still encloses something: three different corners at least. */
export const hasCorners = (ring: Ring): boolean =>
  ring.length >= 4 && new Set(ring.map(keyOf)).size === ring.length - 1;

/** Twice the signed area in square degrees: above zero where the ring runs counter-clockwise. */
export function turn(ring: Ring): number {
  const [ox, oy] = ring[0] ?? [0, 0];
  let twice = 0;
  for (const [[ax, ay], [bx, by]] of edgesOf(ring)) twice += (ax - ox) * (by - oy) - (bx - ox) * (ay - oy);
  return twice;
}

/** The ring running counter-clockwise (shells) or clockwise (holes). */
export const wound = (ring: Ring, shell: boolean): Ring =>
  turn(ring) > 0 === shell ? ring : [...ring].reverse();

/** Whether a point is inside a ring; on its border either answer may come. */
export function inRing([x, y]: Point, ring: Ring): boolean {
  let inside = false;
  for (const [[ax, ay], [bx, by]] of edgesOf(ring)) {
    if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
  }
  return inside;
}

/** Whether a point is inside one of the polygons and in none of its holes. */
export const inPolygons = (p: Point, polygons: Polygons): boolean =>
  polygons.some((rings) => rings.filter((ring) => inRing(p, ring)).length === 1);

export function boxOf(points: Iterable<Point>): Bbox {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    if (x < box[0]) box[0] = x;
    if (y < box[1]) box[1] = y;
    if (x > box[2]) box[2] = x;
    if (y > box[3]) box[3] = y;
  }
  return box;
}

export const grown = (box: Bbox, by_deg: number): Bbox => [
  box[0] - by_deg,
  box[1] - by_deg,
  box[2] + by_deg,
  box[3] + by_deg,
];

export const meet = (a: Bbox, b: Bbox): boolean =>
  a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];
