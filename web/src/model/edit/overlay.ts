/**
 * Union and difference of outlines by Clipper2. What goes in has been noded first, so that Clipper has
 * no crossing left to compute and every vertex that comes out is one that went in.
 */

import { Clipper64, ClipType, FillRule, type Path64, type Paths64, PathType } from "clipper2-ts";
import type { Frame } from "./frame";
import { onGrid, type Point, type Polygons, type Ring } from "./grid";
import { assembled, simpleLoops } from "./loops";
import { noded } from "./nodes";
import { hasCorners, turn } from "./shape";

/** What both outlines cover together. */
export function union(frame: Frame, outlines: readonly Polygons[]): Polygons {
  // One after the other: with all at once even-odd filling would punch out what two of them share.
  const [first = [], ...others] = outlines;
  return others.reduce((all, other) => overlay(frame, ClipType.Union, all, other), first);
}

/** What of `from` lies outside of `cutter`. */
export const minus = (frame: Frame, from: Polygons, cutter: Polygons): Polygons =>
  overlay(frame, ClipType.Difference, from, cutter);

/** What both outlines cover. */
export const common = (frame: Frame, one: Polygons, two: Polygons): Polygons =>
  overlay(frame, ClipType.Intersection, one, two);

/** Clipper counts in whole steps of 0.01 mm: positions on the grid stay apart. */
const STEPS_PER_M = 1e5;

function overlay(frame: Frame, type: ClipType, one: Polygons, two: Polygons): Polygons {
  const count = one.flat().length;
  const rings = noded(frame, [...one.flat(), ...two.flat()]);
  const steps = new Steps(frame, rings);
  const clipper = new Clipper64();
  clipper.preserveCollinear = true;
  const paths = rings.map(steps.path);
  clipper.addPaths(paths.slice(0, count), PathType.Subject);
  clipper.addPaths(paths.slice(count), PathType.Clip);
  const out: Paths64 = [];
  clipper.execute(type, FillRule.EvenOdd, out);
  const loops = out.flatMap((path) => simpleLoops(steps.ring(path)));
  return assembled(loops.filter((ring) => hasCorners(ring) && turn(ring) !== 0));
}

/** Positions as whole steps from a corner nearby, and back to exactly what they were. */
class Steps {
  private readonly x_m: number;
  private readonly y_m: number;
  private readonly known = new Map<string, Point>();

  constructor(
    private readonly frame: Frame,
    rings: readonly Ring[],
  ) {
    const [first] = rings[0] ?? [];
    [this.x_m, this.y_m] = first ? frame.xy(first) : [0, 0];
  }

  readonly path = (ring: Ring): Path64 =>
    ring.slice(1).map((point) => {
      const [x_m, y_m] = this.frame.xy(point);
      const x = Math.round((x_m - this.x_m) * STEPS_PER_M);
      const y = Math.round((y_m - this.y_m) * STEPS_PER_M);
      this.known.set(`${x},${y}`, point);
      return { x, y };
    });

  ring(path: Path64): Ring {
    const points = path.map(({ x, y }) => this.known.get(`${x},${y}`) ?? this.made(x, y));
    return points.length ? [...points, points[0] as Point] : [];
  }

  private made(x: number, y: number): Point {
    return onGrid(this.frame.lonlat([this.x_m + x / STEPS_PER_M, this.y_m + y / STEPS_PER_M]));
  }
}
