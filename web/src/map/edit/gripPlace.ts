/** Where the grips of a selection stand: beside it or in its middle, where they cover no vertex. */

import L from "leaflet";

/** How far off the outline the grips stand. */
const OFF_PX = 32;
/** Half the room that both grips need, and how far from it a vertex can still be hit. */
const WIDE_PX = 34;
const HIGH_PX = 16;
const CLEAR_PX = 14;

/** A place for the middle of both grips, in the room that panels leave; the outline's `vertices` and it in pixels. */
export function gripPlace(outline: L.Bounds, vertices: readonly L.Point[], room: L.Bounds): L.Point {
  const [a, b] = [outline.getTopLeft(), outline.getBottomRight()];
  const middle = outline.getCenter();
  const inside = (p: L.Point) =>
    room.contains(p.subtract([WIDE_PX, HIGH_PX])) && room.contains(p.add([WIDE_PX, HIGH_PX]));
  const places = [
    L.point(middle.x, a.y - OFF_PX),
    L.point(middle.x, b.y + OFF_PX),
    L.point(b.x + OFF_PX + WIDE_PX, middle.y),
    L.point(a.x - OFF_PX - WIDE_PX, middle.y),
    middle.subtract([0, OFF_PX]),
    middle.add([0, OFF_PX]),
    room.getCenter(),
  ];
  const best = places.find((p) => inside(p) && vertices.every((vertex) => isClear(vertex, p)));
  const [low, high] = [
    room.getTopLeft().add([WIDE_PX, HIGH_PX]),
    room.getBottomRight().subtract([WIDE_PX, HIGH_PX]),
  ];
  return best ?? L.point(clamp(middle.x, low.x, high.x), clamp(a.y - OFF_PX, low.y, high.y));
}

/** Whether a vertex leaves room for both grips about a place. */
const isClear = (vertex: L.Point, at: L.Point): boolean =>
  Math.abs(vertex.x - at.x) > WIDE_PX + CLEAR_PX || Math.abs(vertex.y - at.y) > HIGH_PX + CLEAR_PX;

const clamp = (n: number, low: number, high: number): number => Math.max(low, Math.min(n, high));
