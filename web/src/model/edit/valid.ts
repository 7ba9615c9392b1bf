/**
 * Whether an outline is one that the store takes: rings that enclose something and do not cross or touch themselves.
 * Judged in degrees, as the store does.
 */

import Flatbush from "flatbush";
import { orient2d } from "robust-predicates";
import type { Text } from "../../api/types";
import type { Bbox } from "../bounds";
import { freshOf } from "./fresh";
import { keyOf, type Point, type Polygons, type Ring, same } from "./grid";
import { boxOf, edgesOf, hasCorners, inRing } from "./shape";
import { REASONS } from "./words";

interface Edge {
  readonly a: Point;
  readonly b: Point;
  /** Which ring of the outline; edges of one ring must not even touch, except one after the other. */
  readonly ring: number;
}

/** Above this many new edges an index is worth its making. */
const FEW = 24;

/** What is wrong with the outline of `name`, or null. Edges that `before`, a sound outline, has are not compared. */
export function faultOf(polygons: Polygons, name: string, before?: Polygons): Text | null {
  if (!polygons.length) return REASONS.nothingLeft(name);
  const rings = polygons.flat();
  const fresh = freshOf(before ? [before] : [], polygons);
  if (rings.some((ring) => ring.length < 4)) return REASONS.collapses(name);
  const known = new Set(before?.flat());
  if (rings.some((ring) => !known.has(ring) && meetsItself(ring, fresh.vertices)))
    return REASONS.crosses(name);
  const clash = fresh.edges.length > FEW ? clashAmongMany(rings) : clashAmongFew(rings, fresh.edges);
  if (clash) return REASONS.crosses(name);
  return polygons.some(hasLooseHole) ? REASONS.holeOutside(name) : null;
}

/** Whether a ring passes one of the new positions twice. */
function meetsItself(ring: Ring, vertices: readonly Point[]): boolean {
  if (vertices.length > FEW) return !hasCorners(ring);
  return vertices.some((v) => ring.slice(1).filter((p) => same(p, v)).length > 1);
}

function clashAmongFew(rings: readonly Ring[], fresh: readonly (readonly [Point, Point])[]): boolean {
  return fresh.some(([a, b]) => {
    const home = rings.findIndex((ring) =>
      ring.some((p, i) => i > 0 && isEdge(ring[i - 1] as Point, p, a, b)),
    );
    const box = boxOf([a, b]);
    return rings.some((ring, r) =>
      ring.some((d, i) => clashesAt({ a, b, ring: home }, box, ring[i - 1], d, r)),
    );
  });
}

const isEdge = (p: Point, q: Point, a: Point, b: Point): boolean =>
  (same(p, a) && same(q, b)) || (same(p, b) && same(q, a));

function clashesAt(one: Edge, box: Bbox, c: Point | undefined, d: Point, ring: number): boolean {
  if (!c || Math.max(c[0], d[0]) < box[0] || Math.min(c[0], d[0]) > box[2]) return false;
  if (Math.max(c[1], d[1]) < box[1] || Math.min(c[1], d[1]) > box[3]) return false;
  if (isEdge(c, d, one.a, one.b)) return ring !== one.ring;
  return clashes(one, { a: c, b: d, ring });
}

function clashAmongMany(rings: readonly Ring[]): boolean {
  const edges = rings.flatMap((ring, i) => [...edgesOf(ring)].map(([a, b]): Edge => ({ a, b, ring: i })));
  const tree = new Flatbush(edges.length);
  const boxes = edges.map(({ a, b }) => boxOf([a, b]));
  for (const box of boxes) tree.add(...box);
  tree.finish();
  return edges.some((one, i) =>
    tree.search(...(boxes[i] as Bbox)).some((j) => j > i && clashes(one, edges[j] as Edge)),
  );
}

/** Whether two edges meet in a way that makes an outline invalid. */
function clashes(one: Edge, two: Edge): boolean {
  const { a, b } = one;
  const { a: c, b: d } = two;
  const sides = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)] as const;
  if (sides[0] * sides[1] > 0 || sides[2] * sides[3] > 0) return false;
  if (sides.every((s) => s === 0)) return overlapInLine(one, two);
  if (sides[0] * sides[1] < 0 && sides[2] * sides[3] < 0) return true;
  // One end touches the other edge: allowed between rings, and where the two follow one another.
  return one.ring === two.ring && ![c, d].some((p) => same(p, a) || same(p, b));
}

const side = (p: Point, q: Point, r: Point) => Math.sign(orient2d(p[0], p[1], q[0], q[1], r[0], r[1]));

/** Whether two edges on one straight line have more than a point in common. */
function overlapInLine(one: Edge, two: Edge): boolean {
  const axis = Math.abs(one.b[0] - one.a[0]) > Math.abs(one.b[1] - one.a[1]) ? 0 : 1;
  const [low, high] = [Math.min(one.a[axis], one.b[axis]), Math.max(one.a[axis], one.b[axis])];
  const [from, to] = [Math.min(two.a[axis], two.b[axis]), Math.max(two.a[axis], two.b[axis])];
  return Math.min(high, to) > Math.max(low, from);
}

/** Whether a hole lies outside its shell. Borders do not cross, so one corner that is not on the shell decides. */
function hasLooseHole(rings: readonly Ring[]): boolean {
  const [shell, ...holes] = rings;
  if (!shell || !holes.length) return false;
  const border = new Set(shell.map(keyOf));
  return holes.some((hole) => {
    const corner = hole.find((p) => !border.has(keyOf(p)));
    return corner !== undefined && !inRing(corner, shell);
  });
}
