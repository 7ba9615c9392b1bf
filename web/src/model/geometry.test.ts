import { describe, expect, it } from "vitest";
import { anchorOf } from "./anchor";
import { bboxOf, unionOf } from "./bounds";
import { declutter } from "./declutter";
import { square } from "./sample";

describe("bboxOf", () => {
  it("reads every geometry type", () => {
    expect(bboxOf({ type: "Point", coordinates: [1, 2] })).toEqual([1, 2, 1, 2]);
    expect(
      bboxOf({
        type: "MultiPolygon",
        coordinates: [square(0, 0, 1).coordinates, square(5, 5, 1).coordinates],
      }),
    ).toEqual([-1, -1, 6, 6]);
    expect(
      bboxOf({
        type: "GeometryCollection",
        geometries: [square(0, 0, 1), { type: "Point", coordinates: [9, 9] }],
      }),
    ).toEqual([-1, -1, 9, 9]);
  });
  it("has none for nothing", () => {
    expect(bboxOf(null)).toBeNull();
    expect(bboxOf({ type: "MultiPolygon", coordinates: [] })).toBeNull();
    expect(unionOf([null, null])).toBeNull();
  });
  it("is joined", () => expect(unionOf([[0, 0, 1, 1], null, [3, -1, 4, 0]])).toEqual([0, -1, 4, 1]));
});

describe("anchorOf", () => {
  it("stands in the middle of a square", () => expect(anchorOf(square(10, 20, 1))).toEqual([10, 20]));

  it("stands inside a U, where the middle of the box is outside", () => {
    const u = [
      [0, 0],
      [9, 0],
      [9, 9],
      [6, 9],
      [6, 1],
      [3, 1],
      [3, 9],
      [0, 9],
      [0, 0],
    ];
    const [x = 0, y = 0] = anchorOf({ type: "Polygon", coordinates: [u] }) ?? [];
    expect(y > 1 ? x < 3 || x > 6 : true).toBe(true);
    expect(x).toBeGreaterThan(0);
  });

  it("stands beside a hole", () => {
    const holed = {
      type: "Polygon" as const,
      coordinates: [...square(0, 0, 4).coordinates, ...square(0, 0, 3).coordinates],
    };
    const [x = 0, y = 0] = anchorOf(holed) ?? [];
    expect(Math.max(Math.abs(x), Math.abs(y))).toBeGreaterThan(3);
  });

  it("takes the largest part", () => {
    const parts = {
      type: "MultiPolygon" as const,
      coordinates: [square(0, 0, 1).coordinates, square(50, 50, 2).coordinates],
    };
    expect(anchorOf(parts)).toEqual([50, 50]);
  });

  it("has none without a polygon", () => {
    expect(anchorOf(null)).toBeNull();
    expect(anchorOf({ type: "Point", coordinates: [0, 0] })).toBeNull();
  });
});

describe("declutter", () => {
  const label = (id: string, x: number, rank: number) => ({ id, x, y: 0, width: 40, height: 16, rank });

  it("keeps the higher rank where two collide", () => {
    expect([...declutter([label("low", 0, 1), label("high", 20, 5)])]).toEqual(["high"]);
  });
  it("keeps both where there is room", () => {
    expect(declutter([label("a", 0, 1), label("b", 60, 1)]).size).toBe(2);
  });
  it("never lets two overlap", () => {
    const many = Array.from({ length: 60 }, (_, i) => label(String(i), (i * 37) % 500, i % 3));
    const shown = declutter(many);
    const xs = many
      .filter((l) => shown.has(l.id))
      .map((l) => l.x)
      .sort((a, b) => a - b);
    expect(xs.slice(1).every((x, i) => x - (xs[i] ?? 0) >= 43)).toBe(true);
  });
});
