/** Moving, inserting and deleting vertices, together in every outline that has them. */

import type { LayoutFeature } from "../../api/types";
import { idOf } from "../layout";
import { mapRings, type Outcome, refuse, reshaped } from "./change";
import { type EditDocument, near } from "./document";
import type { Frame } from "./frame";
import { keyOf, onGrid, type Point, type Ring, same } from "./grid";
import { withVertices } from "./nodes";
import { AROUND_DEG, nearestOn, placeOn } from "./plane";
import { closed, edgesOf, grown, hasCorners, polygonsOf, ringsOf, turn, withOutline } from "./shape";
import { nameOf, REASONS, TITLES } from "./words";

/** The features that have a vertex at `at`, or a border that runs through it. */
export function holdersOf(document: EditDocument, at: Point): LayoutFeature[] {
  const box = grown([at[0], at[1], at[0], at[1]], AROUND_DEG);
  return near(document, box).filter((f) =>
    ringsOf(polygonsOf(f.geometry)).some(
      (ring) => ring.some((p) => same(p, at)) || withVertices(document.frame, ring, [at]) !== ring,
    ),
  );
}

/** Those of the holders that an edit of `only` may touch; all of them without `only`. */
function movable(document: EditDocument, at: Point, only?: ReadonlySet<string>): LayoutFeature[] {
  return holdersOf(document, at).filter((f) => !only || only.has(idOf(f)));
}

/**
 * Moves a vertex to a position on the grid, in every feature that has it or whose border runs through it; with `only`
 * in those features alone, which opens a gap or an overlap on purpose.
 */
export function moveVertex(
  document: EditDocument,
  from: Point,
  to: Point,
  only?: ReadonlySet<string>,
): Outcome {
  const target = onGrid(to);
  const holders = movable(document, from, only);
  if (!holders.length) return refuse(REASONS.noVertex);
  if (same(from, target)) return refuse(REASONS.nothingChanged);
  const moved = holders.map((feature) =>
    withOutline(
      feature,
      mapRings(polygonsOf(feature.geometry), (ring) =>
        replaced(withVertices(document.frame, ring, [from]), from, target),
      ),
    ),
  );
  const flipped = holders.find((feature, i) => isFlipped(feature, moved[i] as LayoutFeature));
  if (flipped) return refuse(REASONS.crosses(nameOf(flipped)));
  return reshaped(document, moved, [], TITLES.moveVertex(holders.length), holders.map(idOf));
}

function replaced(ring: Ring, from: Point, to: Point): Ring {
  if (!ring.some((p) => same(p, from))) return ring;
  return closed(ring.slice(0, -1).map((p) => (same(p, from) ? to : p)));
}

/** Whether a ring runs the other way round than before: a corner was pulled through its own border. */
function isFlipped(before: LayoutFeature, after: LayoutFeature): boolean {
  const rings = ringsOf(polygonsOf(after.geometry));
  return ringsOf(polygonsOf(before.geometry)).some((ring, i) => turn(ring) * turn(rings[i] ?? ring) < 0);
}

/** The place on the border of a feature that is nearest to `at`, on the grid; null where it has no border. */
export function placeOnBorder(document: EditDocument, id: string, at: Point): Point | null {
  const rings = ringsOf(polygonsOf(document.features.get(id)?.geometry));
  const place = nearestPlace(document.frame, rings, at);
  return place && onGrid(placeOn(document.frame, place.a, place.b, place.along));
}

/** Inserts a vertex into the border of a feature at the place nearest to `at`, and into neighbours on that border. */
export function insertVertex(document: EditDocument, id: string, at: Point): Outcome {
  const feature = document.features.get(id);
  if (!feature) return refuse(REASONS.gone);
  const p = placeOnBorder(document, id, at);
  if (!p) return refuse(REASONS.noEdge);
  const polygons = polygonsOf(feature.geometry);
  if (ringsOf(polygons).some((ring) => ring.some((q) => same(q, p)))) return refuse(REASONS.nothingChanged);
  const outline = mapRings(polygons, (ring) => withVertices(document.frame, ring, [p]));
  return reshaped(document, [withOutline(feature, outline)], [], TITLES.insertVertex, [id]);
}

function nearestPlace(
  frame: Frame,
  rings: readonly Ring[],
  at: Point,
): { a: Point; b: Point; along: number } | null {
  const here = frame.xy(at);
  let best: { a: Point; b: Point; along: number; off_m: number } | null = null;
  for (const ring of rings)
    for (const [a, b] of edgesOf(ring)) {
      const { along, off_m } = nearestOn(here, frame.xy(a), frame.xy(b));
      if (!best || off_m < best.off_m) best = { a, b, along, off_m };
    }
  return best;
}

/**
 * Deletes a vertex from every outline that has it. Refused where an outline would collapse, and where borders of
 * several features part: without the vertex these could not run together any more.
 */
export function deleteVertex(document: EditDocument, at: Point): Outcome {
  const holders = holdersOf(document, at);
  if (!holders.some((f) => ringsOf(polygonsOf(f.geometry)).some((ring) => ring.some((p) => same(p, at)))))
    return refuse(REASONS.noVertex);
  const neighbours = new Set<string>();
  for (const feature of holders)
    for (const ring of ringsOf(polygonsOf(feature.geometry))) {
      const pair = besides(withVertices(document.frame, ring, [at]), at);
      if (pair) neighbours.add(pair);
    }
  if (neighbours.size > 1) return refuse(REASONS.junction);
  const rings = holders.map((feature) => mapRings(polygonsOf(feature.geometry), (ring) => without(ring, at)));
  const collapsed = holders.find((_, i) => ringsOf(rings[i] ?? []).some((ring) => !hasCorners(ring)));
  if (collapsed) return refuse(REASONS.collapses(nameOf(collapsed)));
  const outlines = holders.map((feature, i) => withOutline(feature, rings[i] ?? []));
  return reshaped(document, outlines, [], TITLES.deleteVertex, holders.map(idOf));
}

const without = (ring: Ring, at: Point): Ring =>
  ring.some((p) => same(p, at)) ? closed(ring.slice(0, -1).filter((p) => !same(p, at))) : ring;

/** The vertices before and after `at` in a ring, whichever way it runs. */
function besides(ring: Ring, at: Point): string | null {
  const open = ring.slice(1);
  const i = open.findIndex((p) => same(p, at));
  if (i < 0) return null;
  const ends = [open[(i + open.length - 1) % open.length], open[(i + 1) % open.length]] as [Point, Point];
  return ends.map(keyOf).sort().join(";");
}
