import type { MultiPolygon } from "geojson";
import { describe, expect, it } from "vitest";
import { covers, distance, outlineOf, trace, worldX, worldY } from "./outline";

const multi = (...polygons: MultiPolygon["coordinates"]): MultiPolygon => ({
  type: "MultiPolygon",
  coordinates: polygons,
});
const ring = (x: number, y: number, side: number): [number, number][] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
];
const drawn = (geometry: MultiPolygon, size_px: number, left = 0, top = 0): string[] => {
  const calls: string[] = [];
  trace(outlineOf(geometry) as never, size_px, left, top, {
    moveTo: (x, y) => calls.push(`M${x},${y}`),
    lineTo: (x, y) => calls.push(`L${x},${y}`),
    closePath: () => calls.push("Z"),
  });
  return calls;
};

describe("outlines for drawing", () => {
  it("lie on the square of the web map", () => {
    expect([worldX(-180), worldX(0), worldX(180)]).toEqual([0, 0.5, 1]);
    expect(worldY(0)).toBeCloseTo(0.5, 12);
    expect(worldY(85.0511287798066)).toBeCloseTo(0, 9);
  });

  it("are made once for a geometry, and only of polygons", () => {
    const square = multi([ring(0, 0, 1)]);
    expect(outlineOf(square)).toBe(outlineOf(square));
    expect(outlineOf({ type: "Polygon", coordinates: [ring(0, 0, 1)] })?.ends).toEqual([10]);
    expect(outlineOf({ type: "Point", coordinates: [0, 0] })).toBeNull();
    expect(outlineOf(null)).toBeNull();
  });

  it("lose the vertices that fall on one half pixel", () => {
    const fine = Array.from({ length: 201 }, (_, i): [number, number] => [i * 0.0005, 0]);
    const path = drawn(multi([[...fine, [0.1, 0.1], [0, 0]]]), 3600);
    expect(path.filter((call) => call.startsWith("L")).length).toBeLessThan(8);
    expect(path.at(-1)).toBe("Z");
  });

  it("leave no gap: neighbours draw their common border through the same pixels at every scale", () => {
    const border: [number, number][] = Array.from({ length: 40 }, (_, i) => [
      10 + 0.003 * Math.sin(i * 1.7),
      0.001 * i,
    ]);
    const west = multi([[[9.9, 0], ...border, [9.9, 0.039], [9.9, 0]]]);
    const east = multi([[[10.1, 0], [10.1, 0.039], ...[...border].reverse(), [10.1, 0]]]);
    for (const size_px of [2e4, 3.3e5, 5e6]) {
      const left = Math.floor(worldX(9.9) * size_px);
      const top = Math.floor(worldY(0.04) * size_px);
      const own = (path: string[]) =>
        new Set(path.map((call) => call.slice(1)).filter((at) => at && Number(at.split(",")[0]) > 5));
      const [a, b] = [own(drawn(west, size_px, left, top)), own(drawn(east, size_px, left, top))];
      const inner = [...a].filter((at) => b.has(at));
      expect(inner.length).toBe(a.size);
    }
  });

  it("tell what lies inside, holes left out, and how far a border is", () => {
    const outline = outlineOf(multi([ring(0, 0, 10), ring(4, 4, 2)], [ring(20, 0, 1)])) as never;
    const inside = (lon: number, lat: number) => covers(outline, worldX(lon), worldY(lat));
    expect([inside(1, 1), inside(5, 5), inside(20.5, 0.5), inside(15, 5)]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect(distance(outline, worldX(2), worldY(5)) * 360).toBeCloseTo(2, 6);
    expect(distance(outline, worldX(3.5), worldY(5)) * 360).toBeCloseTo(0.5, 6);
  });
});
