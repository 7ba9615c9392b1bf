/**
 * What lies where, judged in the frame: there edges are straight lines, as they are where areas are measured. On a
 * line that is straight in degrees instead, a vertex would lie centimetres beside a border that is kilometres long.
 */

import type { Bbox } from "../bounds";
import type { Frame, Metres } from "./frame";
import { type Point, same } from "./grid";

/** A vertex this near an edge lies on it. Rounding to the grid alone moves both by a tenth of it. */
export const ON_EDGE_M = 0.001;
const ON_EDGE_DEG = 1e-7;
/** How far an edge of one degree may bulge from the straight line in degrees; it grows with the square. */
const BULGE = 2e-3;

/** The nearest place to `p` on the edge from `a` to `b`: how far along it lies (0..1) and how far off `p` is. */
export function nearestOn(p: Metres, a: Metres, b: Metres): { along: number; off_m: number } {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length2 = dx * dx + dy * dy;
  const raw = length2 ? ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length2 : 0;
  const along = Math.min(1, Math.max(0, raw));
  return { along, off_m: Math.hypot(p[0] - a[0] - along * dx, p[1] - a[1] - along * dy) };
}

/** The place on an edge that lies so far along (0..1), in degrees, not yet on the grid. */
export function placeOn(frame: Frame, a: Point, b: Point, along: number): Point {
  const [from, to] = [frame.xy(a), frame.xy(b)];
  return frame.lonlat([from[0] + along * (to[0] - from[0]), from[1] + along * (to[1] - from[1])]);
}

/** Whether a vertex lies on an edge without being one of its ends. */
export function liesOn(frame: Frame, p: Point, a: Point, b: Point): boolean {
  if (same(p, a) || same(p, b) || !mayTouch(p, a, b)) return false;
  const { along, off_m } = nearestOn(frame.xy(p), frame.xy(a), frame.xy(b));
  return off_m <= ON_EDGE_M && along > 0 && along < 1;
}

function mayTouch(p: Point, a: Point, b: Point): boolean {
  const margin = marginOf(a, b);
  return (
    p[0] >= Math.min(a[0], b[0]) - margin &&
    p[0] <= Math.max(a[0], b[0]) + margin &&
    p[1] >= Math.min(a[1], b[1]) - margin &&
    p[1] <= Math.max(a[1], b[1]) + margin
  );
}

const marginOf = (a: Point, b: Point): number =>
  ON_EDGE_DEG + BULGE * ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2);

/** Whether an edge may come into a box in degrees. */
export function mayMeet(a: Point, b: Point, box: Bbox): boolean {
  const margin = marginOf(a, b);
  return (
    Math.min(a[0], b[0]) - margin <= box[2] &&
    Math.max(a[0], b[0]) + margin >= box[0] &&
    Math.min(a[1], b[1]) - margin <= box[3] &&
    Math.max(a[1], b[1]) + margin >= box[1]
  );
}

/** The box in degrees that an edge stays in. */
export function boxOfEdge(a: Point, b: Point): Bbox {
  const margin = marginOf(a, b);
  return [
    Math.min(a[0], b[0]) - margin,
    Math.min(a[1], b[1]) - margin,
    Math.max(a[0], b[0]) + margin,
    Math.max(a[1], b[1]) + margin,
  ];
}

/** Room around a box of features in degrees: their edges may bulge out of it, those of a district by this much. */
export const AROUND_DEG = 1e-4;
