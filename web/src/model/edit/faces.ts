/** Splitting an outline by a line: the faces that the line leaves, traced edge by edge. */

import { orient2d } from "robust-predicates";
import type { Frame, Metres } from "./frame";
import { edgeKey } from "./fresh";
import { keyOf, type Point, type Polygons, type Ring } from "./grid";
import { assembled, oriented, simpleLoops } from "./loops";
import { noded } from "./nodes";
import { closed, edgesOf, inRing } from "./shape";

interface Half {
  readonly from: Point;
  readonly to: Point;
  /** The same edge the other way, where both sides of it are inside. */
  twin: Half | null;
  face: number;
}

/** The pieces that a line cuts an outline into; the outline as it was where the line does not run right across. */
export function split(frame: Frame, polygons: Polygons, line: Ring): Polygons {
  const sound = oriented(polygons);
  const [cut, ...rings] = noded(frame, [line, ...sound.flat()]) as [Ring, ...Ring[]];
  const borders = new Set(rings.flatMap((ring) => [...edgesOf(ring)].map(([a, b]) => edgeKey(a, b))));
  const plane = rings.map((ring) => ring.map(frame.xy));
  const isInside = (a: Point, b: Point) =>
    plane.filter((ring) => inRing(middle(frame.xy(a), frame.xy(b)), ring)).length % 2 === 1;
  const inner = [...edgesOf(cut)].filter(([a, b]) => !borders.has(edgeKey(a, b)) && isInside(a, b));
  const once = [...new Map(inner.map(([a, b]) => [edgeKey(a, b), [a, b] as [Point, Point]])).values()];
  let halves = [...rings.flatMap((ring) => [...edgesOf(ring)].map(borderHalf)), ...once.flatMap(bothWays)];
  for (;;) {
    const loops = traced(frame, halves);
    // A piece of the line with the same face on both sides ends inside, or ties a hole to the shell: it cuts nothing.
    const idle = halves.filter((half) => half.twin && half.twin.face === half.face);
    if (!idle.length) return assembled(loops.flatMap((ring) => simpleLoops(ring)));
    halves = halves.filter((half) => !half.twin || half.twin.face !== half.face);
  }
}

const middle = (a: Metres, b: Metres): Metres => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];

const borderHalf = ([from, to]: [Point, Point]): Half => ({ from, to, twin: null, face: -1 });

function bothWays([from, to]: [Point, Point]): Half[] {
  const there: Half = { from, to, twin: null, face: -1 };
  const back: Half = { from: to, to: from, twin: there, face: -1 };
  there.twin = back;
  return [there, back];
}

/** The loops that have what is inside on their left; marks every half edge with the number of its loop. */
function traced(frame: Frame, halves: readonly Half[]): Ring[] {
  const leaving = new Map<string, Half[]>();
  for (const half of halves) {
    half.face = -1;
    const key = keyOf(half.from);
    const known = leaving.get(key);
    if (known) known.push(half);
    else leaving.set(key, [half]);
  }
  const loops: Ring[] = [];
  for (const start of halves) {
    if (start.face >= 0) continue;
    const points: Point[] = [];
    let here: Half | undefined = start;
    while (here && here.face < 0) {
      here.face = loops.length;
      points.push(here.from);
      here = sharpestLeft(frame, here, leaving.get(keyOf(here.to)) ?? []);
    }
    loops.push(closed(points));
  }
  return loops;
}

/** The way on that keeps nearest to the left: the first one clockwise from the way back. */
function sharpestLeft(frame: Frame, here: Half, ways: readonly Half[]): Half | undefined {
  const [at, back] = [frame.xy(here.to), frame.xy(here.from)];
  let best: Half | undefined;
  for (const way of ways) {
    if (!best || clockwiseFirst(at, back, frame.xy(way.to), frame.xy(best.to))) best = way;
  }
  return best;
}

/** Whether turning clockwise at `at` from `back`, `p` comes before `q`; the way straight back comes last. */
function clockwiseFirst(at: Metres, back: Metres, p: Metres, q: Metres): boolean {
  const [rank_p, rank_q] = [halfTurn(at, back, p), halfTurn(at, back, q)];
  if (rank_p !== rank_q) return rank_p < rank_q;
  return side(at, p, q) < 0;
}

/** 0: clockwise of `back` by less than half a turn; 1: straight on; 2: beyond that; 3: straight back. */
function halfTurn(at: Metres, back: Metres, p: Metres): number {
  if (back[0] === p[0] && back[1] === p[1]) return 3;
  const turn = side(at, back, p);
  if (turn < 0) return 0;
  if (turn > 0) return 2;
  const dot = (p[0] - at[0]) * (back[0] - at[0]) + (p[1] - at[1]) * (back[1] - at[1]);
  return dot < 0 ? 1 : 3;
}

/** Above zero where `r` lies to the left of the way from `p` to `q`. */
function side(p: Metres, q: Metres, r: Metres): number {
  // The library counts clockwise as positive.
  return -Math.sign(orient2d(p[0], p[1], q[0], q[1], r[0], r[1]));
}
