import { describe, expect, it } from "vitest";
import { keyOf, onGrid, type Point } from "./grid";
import { documentOf, featureOf, ORIGIN, pair, STEP_DEG, square } from "./samples";
import { polygonsOf, ringsOf } from "./shape";
import { snap } from "./snap";
import { insertVertex } from "./vertices";

const [X, Y] = ORIGIN;
const at = (x: number, y: number): Point => onGrid([X + x * STEP_DEG, Y + y * STEP_DEG]);
const near = { tolerance_m: 20 };

describe("snapping", () => {
  it("takes a vertex before the edges that end there, exactly", () => {
    const [x, y] = at(1, 1);
    const snapped = snap(pair(), [x + 1e-4, y - 3e-5], near);
    expect(snapped).toEqual({ at: at(1, 1), kind: "vertex", ids: ["a", "b"] });
  });

  it("takes the nearest place of an edge, on the grid, and both outlines take it in", () => {
    const [x, y] = at(1, 0.37);
    const snapped = snap(pair(), [x - 1e-4, y], near);
    expect(snapped).toMatchObject({ kind: "edge", ids: ["a", "b"] });
    const done = insertVertex(pair(), "b", snapped?.at as Point);
    if (!done.ok) throw new Error(done.reason.en);
    for (const feature of done.document.features.values()) {
      const keys = ringsOf(polygonsOf(feature.geometry)).flat().map(keyOf);
      expect(keys).toContain(keyOf(snapped?.at as Point));
    }
  });

  it("measures the distance as it is on the ground", () => {
    const [x, y] = at(1, 0.5);
    // A degree of longitude is 85 km long here.
    expect(snap(pair(), [x + 2.2e-4, y], near)?.kind).toBe("edge");
    expect(snap(pair(), [x + 2.5e-4, y], near)).toBeNull();
  });

  it("takes the middle of an edge only when asked to", () => {
    const [x, y] = at(1, 0.5);
    expect(snap(pair(), [x + 5e-5, y + 5e-5], near)?.kind).toBe("edge");
    const middle = snap(pair(), [x + 5e-5, y + 5e-5], { ...near, midpoints: true });
    expect(middle?.kind).toBe("midpoint");
    // The middle in metres: a degree is a little longer in the north.
    expect(middle?.at[1]).toBeCloseTo(y, 7);
  });

  it("finds the borders of districts", () => {
    const districts = documentOf([featureOf("d", [[square(X - 0.05, Y - 0.05)]])]);
    const [x, y] = [X - 0.05, Y - 0.047];
    expect(snap(pair(), [x + 5e-5, y], near)).toBeNull();
    expect(snap(pair(), [x + 5e-5, y], { ...near, districts })?.kind).toBe("district");
  });

  it("leaves out what is being moved, and is suspended by a held key", () => {
    expect(snap(pair(), at(1, 1), { ...near, without: new Set(["a", "b"]) })).toBeNull();
    expect(snap(pair(), at(1, 1), { ...near, suspended: true })).toBeNull();
  });
});

it("answers within a frame among 20,000 parcels", () => {
  const side = 142;
  const parcels = documentOf(
    Array.from({ length: side * side }, (_, i) => {
      const [x, y] = [X + (i % side) * 0.001, Y + Math.floor(i / side) * 0.001];
      return featureOf(`p${i}`, [[square(x, y, 0.001)]], "parcel");
    }),
  );
  snap(parcels, [X, Y], { tolerance_m: 10 });
  const times = Array.from({ length: 5 }, (_, round) => {
    const start = performance.now();
    for (let i = 0; i < 40; i++) {
      const p: Point = [
        X + (((round * 40 + i) * 0.000731) % 0.14),
        Y + (((round * 40 + i) * 0.000517) % 0.14),
      ];
      expect(snap(parcels, p, { tolerance_m: 60 })).not.toBeNull();
    }
    return (performance.now() - start) / 40;
  });
  expect(Math.min(...times)).toBeLessThan(4);
});
