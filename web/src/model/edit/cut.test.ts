import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutAway, cutOut, mergeFeatures, splitFeature } from "./cut";
import type { EditDocument } from "./document";
import { addPolygon } from "./features";
import { onGrid, type Point } from "./grid";
import { areaOf_km2, totalOf_km2 } from "./live";
import { between, documentOf, featureOf, loose, ORIGIN, pair, STEP_DEG, square, tilings } from "./samples";
import { polygonsOf } from "./shape";
import { faultOf } from "./valid";

const [X, Y] = ORIGIN;
const at = (x: number, y: number): Point => onGrid([X + x * STEP_DEG, Y + y * STEP_DEG]);
const polygons = (document: EditDocument, id: string) => polygonsOf(document.features.get(id)?.geometry);
const anywhere = (low: number, high: number) => fc.tuple(between(low, high), between(low, high));

function done<T extends { ok: boolean }>(outcome: T): Extract<T, { ok: true }> {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome as Extract<T, { ok: true }>;
}

const sound = (document: EditDocument): boolean =>
  [...document.features.values()].every((f) => faultOf(polygonsOf(f.geometry), "it") === null);

describe("splitting", () => {
  it("makes two features with the same new border, and gives the neighbour its end", () => {
    const { document, chosen } = done(splitFeature(pair(), "a", [at(-0.5, 0.4), at(1.2, 0.5)]));
    expect(chosen).toEqual(["a", "group-1"]);
    expect(polygons(document, "b")[0]?.[0]).toHaveLength(6);
    expect(areaOf_km2(document, "a")).toBeGreaterThan(areaOf_km2(document, "group-1"));
  });

  it("cuts an outline with a bay into as many pieces as the line leaves", () => {
    const comb = [
      at(0, 0),
      at(3, 0),
      at(3, 1),
      at(2, 1),
      at(2, 0.3),
      at(1, 0.3),
      at(1, 1),
      at(0, 1),
      at(0, 0),
    ];
    const start = documentOf([featureOf("a", [[comb]])]);
    const { document } = done(splitFeature(start, "a", [at(-1, 0.6), at(4, 0.6)]));
    expect(document.features.size).toBe(3);
    expect(sound(document)).toBe(true);
  });

  it("goes through a hole", () => {
    const start = documentOf([
      featureOf("a", [[square(X, Y), [...square(X + 0.004, Y + 0.004, 0.002)].reverse()]]),
    ]);
    const { document } = done(splitFeature(start, "a", [at(-1, 0.5), at(2, 0.5)]));
    expect(document.features.size).toBe(2);
    expect([...document.features.values()].map((f) => polygonsOf(f.geometry).flat().length)).toEqual([1, 1]);
  });

  it("leaves the parts alone that the line does not meet", () => {
    const far = square(X + 5 * STEP_DEG, Y);
    const start = documentOf([featureOf("a", [[square(X, Y)], [far]])]);
    const { document } = done(splitFeature(start, "a", [at(-1, 0.4), at(2, 0.4)]));
    expect(polygons(document, "a")).toHaveLength(2);
    expect(polygons(document, "group-1")).toHaveLength(1);
  });

  it.each([
    ["ends inside", [at(-1, 0.5), at(0.5, 0.5)]],
    ["stays outside", [at(-1, 2), at(3, 2)]],
    ["ties the shell to nothing", [at(0.2, 0.5), at(0.8, 0.5)]],
  ])("is refused where the line %s", (_, line) => {
    expect(splitFeature(pair(), "a", line)).toMatchObject({
      ok: false,
      reason: { en: expect.stringContaining("one piece") },
    });
  });

  it("keeps every border of a coverage shared, and its area, wherever the line runs", () => {
    fc.assert(
      fc.property(
        tilings(3),
        fc.array(anywhere(-0.5, 3.5), { minLength: 2, maxLength: 4 }),
        ({ document }, line) => {
          const cut = splitFeature(
            document,
            "tile-1-1",
            line.map(([x, y]) => at(x, y)),
          );
          if (!cut.ok) return;
          expect(loose(cut.document)).toEqual([]);
          expect(sound(cut.document)).toBe(true);
          expect(totalOf_km2(cut.document, "group")).toBeCloseTo(totalOf_km2(document, "group"), 6);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe("merging", () => {
  it("undoes a split but for the vertices that it left on the borders", () => {
    const cut = done(splitFeature(pair(), "a", [at(-0.5, 0.4), at(1.2, 0.5)]));
    const { document, patch } = done(mergeFeatures(cut.document, ["a", "group-1"]));
    expect(patch.delete).toEqual(["group-1"]);
    expect(polygons(document, "a")[0]?.[0]).toHaveLength(7);
    expect(areaOf_km2(document, "a")).toBeCloseTo(areaOf_km2(pair(), "a"), 8);
  });

  it("keeps what does not touch as parts", () => {
    const start = documentOf([featureOf("a", [[square(X, Y)]]), featureOf("b", [[square(X + 0.05, Y)]])]);
    expect(polygons(done(mergeFeatures(start, ["a", "b"])).document, "a")).toHaveLength(2);
  });

  it("joins rings around a court into one with a hole", () => {
    const ids = ["0-0", "0-1", "0-2", "1-0", "1-2", "2-0", "2-1", "2-2"].map((s) => `tile-${s}`);
    fc.assert(
      fc.property(tilings(3), ({ document }) => {
        const merged = done(mergeFeatures(document, ids));
        const [rings] = polygons(merged.document, ids[0] as string);
        expect(rings).toHaveLength(2);
        expect(loose(merged.document)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it("is refused for one feature and for different kinds", () => {
    expect(mergeFeatures(pair(), ["a"])).toMatchObject({ ok: false });
    const mixed = documentOf([featureOf("a", [[square(X, Y)]]), featureOf("p", [[square(X, Y)]], "park")]);
    expect(mergeFeatures(mixed, ["a", "p"])).toMatchObject({ ok: false });
  });
});

describe("cutting out", () => {
  const free = (document: EditDocument): EditDocument =>
    documentOf([...document.features.values()].filter((f) => f.properties.kind !== "park"));

  it("takes away what others cover, so that no overlap and no sliver is left", () => {
    fc.assert(
      fc.property(
        tilings(2),
        fc.array(anywhere(-0.4, 2.4), { minLength: 3, maxLength: 7 }),
        ({ document }, corners) => {
          const drawn = addPolygon(
            free(document),
            "small",
            corners.map(([x, y]) => at(x, y)),
          );
          if (!drawn.ok) return;
          const cut = cutOut(drawn.document, "small-1", { kinds: new Set(["group"]) });
          if (!cut.ok) return;
          expect(sound(cut.document)).toBe(true);
          expect(totalOf_km2(cut.document, "group")).toBeCloseTo(totalOf_km2(document, "group"), 6);
          expect(cutOut(cut.document, "small-1", { kinds: new Set(["group"]) })).toMatchObject({ ok: false });
        },
      ),
      { numRuns: 150 },
    );
  });

  it("is refused where nothing overlaps and where nothing would be left", () => {
    expect(cutOut(pair(), "a", ["b"])).toMatchObject({
      ok: false,
      reason: { en: expect.stringContaining("overlap") },
    });
    const inside = documentOf([
      featureOf("a", [[square(X, Y, 0.002)]]),
      featureOf("b", [[square(X - 0.001, Y - 0.001)]]),
    ]);
    expect(cutOut(inside, "a", ["b"])).toMatchObject({ ok: false, reason: { zh: "“a”会被全部裁去。" } });
  });

  it("cuts a drawn outline away", () => {
    const { document } = done(cutAway(pair(), "a", [at(0.4, 0.4), at(0.6, 0.4), at(0.6, 0.6), at(0.4, 0.6)]));
    expect(polygons(document, "a")[0]).toHaveLength(2);
  });
});
