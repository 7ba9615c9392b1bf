/** What an outline has that it had not before: looked for only where the two differ, because most edits are small. */

import { keyOf, type Point, type Polygons, type Ring, same } from "./grid";

export interface Fresh {
  readonly vertices: readonly Point[];
  readonly edges: readonly (readonly [Point, Point])[];
}

/** The vertices and edges of `after` that none of the `before` outlines has, whichever way their rings run. */
export function freshOf(before: readonly Polygons[], after: Polygons): Fresh {
  const old = before.flatMap((polygons) => polygons.flat());
  const known = new Set(old);
  const rings = after.flat();
  const paired = old.length === rings.length;
  const windows = rings.flatMap((ring, i) =>
    known.has(ring) ? [] : [windowOf(paired ? old[i] : undefined, ring)],
  );
  const [vertices, edges] = [new Map<string, Point>(), new Map<string, [Point, Point]>()];
  if (!windows.length) return { vertices: [], edges: [] };
  const has = lookup(old, windows);
  for (const part of windows)
    part.forEach((b, i) => {
      if (!has.vertices.has(keyOf(b))) vertices.set(keyOf(b), b);
      const a = part[i - 1];
      if (a && !has.edges.has(edgeKey(a, b))) edges.set(edgeKey(a, b), [a, b]);
    });
  return { vertices: [...vertices.values()], edges: [...edges.values()] };
}

/** An edge whichever way it runs. */
export function edgeKey(a: Point, b: Point): string {
  const [one, two] = [keyOf(a), keyOf(b)];
  return one < two ? `${one};${two}` : `${two};${one}`;
}

/** The stretch of a ring outside of which it is the old one, with one vertex on either side. */
function windowOf(old: Ring | undefined, ring: Ring): readonly Point[] {
  if (!old) return ring;
  let from = 0;
  while (from < ring.length && from < old.length && same(ring[from] as Point, old[from] as Point)) from++;
  let back = 0;
  const most = Math.min(ring.length, old.length) - from;
  while (back < most && same(ring.at(-1 - back) as Point, old.at(-1 - back) as Point)) back++;
  return ring.slice(Math.max(0, from - 1), ring.length - back + 1);
}

/** Which of the vertices and edges of the windows the old rings have. */
function lookup(old: readonly Ring[], windows: readonly (readonly Point[])[]) {
  const wanted = new Set(windows.flat().map(([lon]) => lon));
  const [vertices, edges] = [new Set<string>(), new Set<string>()];
  for (const ring of old)
    for (let i = 0; i < ring.length; i++) {
      const b = ring[i] as Point;
      if (!wanted.has(b[0])) continue;
      vertices.add(keyOf(b));
      const a = ring[i - 1];
      if (a && wanted.has(a[0])) edges.add(edgeKey(a, b));
    }
  return { vertices, edges };
}
