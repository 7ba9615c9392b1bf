/**
 * Vertices where lines meet. Before outlines are cut or joined every crossing becomes a vertex of both, on the grid;
 * after every edit a new vertex on a neighbour's border becomes a vertex of that border too. Borders that run
 * together then have the very same vertices, and no sliver can lie between them.
 */

import Flatbush from "flatbush";
import { orient2d } from "robust-predicates";
import type { Bbox } from "../bounds";
import type { Frame, Metres } from "./frame";
import { keyOf, onGrid, type Point, type Ring, same } from "./grid";
import { boxOfEdge, liesOn, mayMeet, nearestOn, ON_EDGE_M } from "./plane";
import { boxOf, grown } from "./shape";

/** Rounding a crossing may bring edges near other vertices; a few rounds settle that. */
const MAX_ROUNDS = 12;
/** Above this many points an index is worth its making. */
const FEW = 32;

/** The line with those of `points` that lie on its edges as vertices; the same array where none does. */
export function withVertices(frame: Frame, line: Ring, points: readonly Point[]): Ring {
  if (!points.length) return line;
  const box = boxOf(points);
  const search = points.length > FEW ? searchOf(points) : () => points;
  const extra = new Map<number, readonly Point[]>();
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1] as Point, line[i] as Point];
    if (!mayMeet(a, b, box)) continue;
    const on = search(boxOfEdge(a, b)).filter((p) => liesOn(frame, p, a, b));
    if (on.length) extra.set(i, inOrder(frame, on, a, b));
  }
  return extra.size ? line.flatMap((p, i) => [...(extra.get(i) ?? []), p]) : line;
}

/** Finds the points in a box. */
function searchOf(points: readonly Point[]): (box: Bbox) => Point[] {
  const tree = new Flatbush(points.length);
  for (const [x, y] of points) tree.add(x, y);
  tree.finish();
  return (box) => tree.search(...box).map((i) => points[i] as Point);
}

/** Points of an edge from its start to its end, each position once. */
function inOrder(frame: Frame, points: readonly Point[], a: Point, b: Point): readonly Point[] {
  if (points.length < 2) return points;
  const once = [...new Map(points.map((p) => [keyOf(p), p])).values()];
  const along = (p: Point) => nearestOn(frame.xy(p), frame.xy(a), frame.xy(b)).along;
  return once.sort((p, q) => along(p) - along(q));
}

/** Lines and rings with a common vertex wherever two of their edges meet. */
export function noded(frame: Frame, lines: readonly Ring[]): Ring[] {
  let now = [...lines];
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const extra = meetings(frame, now);
    if (!extra.size) break;
    now = now.map((line, i) =>
      line.flatMap((b, at) => {
        const points = extra.get(placeIn(i, at));
        return points ? [...inOrder(frame, points, line[at - 1] as Point, b), b] : [b];
      }),
    );
  }
  return now;
}

interface Edge {
  readonly line: number;
  readonly at: number;
  readonly a: Point;
  readonly b: Point;
}

const placeIn = (line: number, at: number) => `${line}:${at}`;

/** The vertices that edges lack, by line and place in the line. */
function meetings(frame: Frame, lines: readonly Ring[]): Map<string, Point[]> {
  const edges = lines.flatMap((line, i) => edgesOfLine(line, i));
  const extra = new Map<string, Point[]>();
  if (!edges.length) return extra;
  const add = (edge: Edge, p: Point) => {
    if (same(p, edge.a) || same(p, edge.b)) return;
    const key = placeIn(edge.line, edge.at);
    const known = extra.get(key);
    if (known) known.push(p);
    else extra.set(key, [p]);
  };
  for (const [one, two] of pairs(frame, edges)) {
    const touching = [one.a, one.b].filter((p) => liesOn(frame, p, two.a, two.b));
    const touched = [two.a, two.b].filter((p) => liesOn(frame, p, one.a, one.b));
    for (const p of touching) add(two, p);
    for (const p of touched) add(one, p);
    if (touching.length || touched.length) continue;
    const p = crossingOf(frame, one, two);
    if (!p) continue;
    add(one, p);
    add(two, p);
  }
  return extra;
}

const edgesOfLine = (line: Ring, i: number): Edge[] =>
  line.slice(1).map((b, k) => ({ line: i, at: k + 1, a: line[k] as Point, b }));

/** Pairs of edges whose boxes meet, each pair once. */
function* pairs(frame: Frame, edges: readonly Edge[]): Generator<[Edge, Edge]> {
  const tree = new Flatbush(edges.length);
  const boxes = edges.map(({ a, b }) => grown(boxOf([frame.xy(a), frame.xy(b)]), ON_EDGE_M));
  for (const [west, south, east, north] of boxes) tree.add(west, south, east, north);
  tree.finish();
  for (const [i, one] of edges.entries())
    for (const j of tree.search(...(boxes[i] as Bbox))) if (j > i) yield [one, edges[j] as Edge];
}

/** Where two edges cross, on the grid, or the end of one of them that is as near; null where they do not cross. */
function crossingOf(frame: Frame, one: Edge, two: Edge): Point | null {
  const ends = [one.a, one.b, two.a, two.b];
  const [a, b, c, d] = ends.map(frame.xy) as [Metres, Metres, Metres, Metres];
  if (!properlyCross(a, b, c, d)) return null;
  const [rx, ry, sx, sy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]];
  const along = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / (rx * sy - ry * sx);
  const p: Metres = [a[0] + along * rx, a[1] + along * ry];
  const end = [a, b, c, d].findIndex((q) => Math.hypot(q[0] - p[0], q[1] - p[1]) <= ON_EDGE_M);
  return ends[end] ?? onGrid(frame.lonlat(p));
}

/** Whether two edges cross at a point that is an end of neither. */
function properlyCross(a: Metres, b: Metres, c: Metres, d: Metres): boolean {
  const side = (p: Metres, q: Metres, r: Metres) => Math.sign(orient2d(p[0], p[1], q[0], q[1], r[0], r[1]));
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}
