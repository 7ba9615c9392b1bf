/** How much of an outline lies in which of several areas, measured in the equal-area frame. */

import { areaPaths, FillRule, intersect, type Path64, type Paths64, rectClip } from "clipper2-ts";
import type { Geometry } from "geojson";
import { type Bbox, bboxOf } from "../bounds";
import type { Frame } from "./frame";
import type { Point, Polygons, Ring } from "./grid";
import { boxOf, inPolygons, meet, polygonsOf } from "./shape";

/** An area with a name, such as a district. */
export interface Ground {
  readonly name: string;
  readonly box: Bbox;
  readonly polygons: Polygons;
}

export interface Share {
  readonly name: string;
  /** The part of the outline that lies there, 0 to 1. */
  readonly share: number;
  readonly area_m2: number;
}

export function groundOf(name: string, geometry: Geometry | null): Ground[] {
  const [box, polygons] = [bboxOf(geometry), polygonsOf(geometry)];
  return box && polygons.length ? [{ name, box, polygons }] : [];
}

/** Clipper counts in whole steps, of a millimetre. */
const STEPS_PER_M = 1000;
const STEPS2_PER_M2 = STEPS_PER_M ** 2;

/** The grounds that a geometry lies in, the largest share first; a point lies wholly in one. */
export function sharesOf(frame: Frame, geometry: Geometry | null, grounds: readonly Ground[]): Share[] {
  if (geometry?.type === "Point") return sharesOfPoint(geometry.coordinates as unknown as Point, grounds);
  const [polygons, box] = [polygonsOf(geometry), bboxOf(geometry)];
  if (!box || !polygons.length) return [];
  const subject = pathsOf(frame, polygons);
  const whole_m2 = Math.abs(areaPaths(subject)) / STEPS2_PER_M2;
  if (!whole_m2) return [];
  const window = windowOf(subject);
  const shares = grounds
    .filter((ground) => meet(ground.box, box))
    .map(({ name, polygons: area }) => {
      // Only what is near takes part: a district has thousands of corners.
      const near = rectClip(window, pathsOf(frame, area));
      const area_m2 = near.length
        ? Math.abs(areaPaths(intersect(subject, near, FillRule.NonZero))) / STEPS2_PER_M2
        : 0;
      return { name, area_m2, share: area_m2 / whole_m2 };
    })
    .filter(({ area_m2 }) => area_m2 > 0)
    .sort((a, b) => b.area_m2 - a.area_m2);
  // An outline that crosses itself covers more than its area, which the two turns of it take from each other.
  return shares.some(({ share }) => share > MOST_SHARE) ? [] : shares;
}

/** Above all of it by no more than rounding. */
const MOST_SHARE = 1.001;

const sharesOfPoint = (at: Point, grounds: readonly Ground[]): Share[] =>
  grounds
    .filter(({ polygons }) => inPolygons(at, polygons))
    .slice(0, 1)
    .map(({ name }) => ({ name, share: 1, area_m2: 0 }));

const known = new WeakMap<Ring, { frame: Frame; path: Path64 }>();

/** Shells run one way and holes the other, so that together they cover what the outline covers. */
const pathsOf = (frame: Frame, polygons: Polygons): Paths64 =>
  polygons.flatMap((rings) =>
    rings.map((ring, i) => {
      const path = pathOf(frame, ring);
      return areaPaths([path]) > 0 === (i === 0) ? path : [...path].reverse();
    }),
  );

function pathOf(frame: Frame, ring: Ring): Path64 {
  let held = known.get(ring);
  if (held?.frame !== frame) {
    const path = ring.slice(1).map((point) => {
      const [x_m, y_m] = frame.xy(point);
      return { x: Math.round(x_m * STEPS_PER_M), y: Math.round(y_m * STEPS_PER_M) };
    });
    held = { frame, path };
    known.set(ring, held);
  }
  return held.path;
}

function windowOf(paths: Paths64): { left: number; top: number; right: number; bottom: number } {
  const [left, top, right, bottom] = boxOf(paths.flat().map(({ x, y }): Point => [x, y]));
  return { left, top, right, bottom };
}
