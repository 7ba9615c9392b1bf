/** From loose loops of edges to polygons: simple rings, shells with the holes that lie in them. */

import { keyOf, type Point, type Polygons, type Ring } from "./grid";
import { boxOf, closed, inRing, meet, turn, wound } from "./shape";

/** A closed ring cut where it meets itself, so that no loop passes the same position twice. */
export function simpleLoops(ring: Ring): Ring[] {
  const loops: Ring[] = [];
  const path: Point[] = [];
  const at = new Map<string, number>();
  for (const p of ring.slice(1)) {
    const seen = at.get(keyOf(p));
    if (seen === undefined) {
      at.set(keyOf(p), path.length);
      path.push(p);
      continue;
    }
    const loop = path.splice(seen);
    for (const q of loop) at.delete(keyOf(q));
    at.set(keyOf(p), path.length);
    path.push(p);
    loops.push(closed(loop));
  }
  loops.push(closed(path));
  return loops.filter((loop) => loop.length >= 4);
}

/** Polygons from loops without common edges: counter-clockwise ones are shells, clockwise ones holes in them. */
export function assembled(loops: readonly Ring[]): Polygons {
  const shells = loops.filter((ring) => turn(ring) > 0).map((ring) => ({ ring, holes: [] as Ring[] }));
  // The smallest shell around a hole is the one whose hole it is.
  shells.sort((a, b) => turn(a.ring) - turn(b.ring));
  for (const hole of loops.filter((ring) => turn(ring) < 0)) {
    const box = boxOf(hole);
    const home = shells.find(({ ring }) => meet(boxOf(ring), box) && isInside(hole, ring));
    home?.holes.push(hole);
  }
  return shells.reverse().map(({ ring, holes }) => [ring, ...holes]);
}

function isInside(hole: Ring, shell: Ring): boolean {
  const border = new Set(shell.map(keyOf));
  const corner = hole.find((p) => !border.has(keyOf(p)));
  if (corner) return inRing(corner, shell);
  // Every corner is on the shell: the middle of an edge that the shell lacks is not.
  const [a, b] = hole as [Point, Point];
  return inRing([(a[0] + b[0]) / 2, (a[1] + b[1]) / 2], shell);
}

/** Shells counter-clockwise and holes clockwise, as GeoJSON asks. */
export const oriented = (polygons: Polygons): Polygons =>
  polygons.map((rings) => rings.map((ring, i) => wound(ring, i === 0)));
