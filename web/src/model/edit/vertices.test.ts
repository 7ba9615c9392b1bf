import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { apply, inverse } from "./document";
import { onGrid, type Point } from "./grid";
import { totalOf_km2 } from "./live";
import { between, documentOf, featureOf, loose, ORIGIN, pair, STEP_DEG, square, tilings } from "./samples";
import { polygonsOf } from "./shape";
import { deleteVertex, insertVertex, moveVertex } from "./vertices";

const [X, Y] = ORIGIN;
const outline = (document: ReturnType<typeof pair>, id: string) =>
  polygonsOf(document.features.get(id)?.geometry)[0]?.[0] ?? [];
const at = (x: number, y: number): Point => onGrid([X + x * STEP_DEG, Y + y * STEP_DEG]);

describe("moving a vertex", () => {
  it("moves it in every outline that has it", () => {
    const done = moveVertex(pair(), at(1, 1), at(1.1, 1.2));
    if (!done.ok) throw new Error(done.reason.en);
    expect(outline(done.document, "a")).toContainEqual(at(1.1, 1.2));
    expect(outline(done.document, "b")).toContainEqual(at(1.1, 1.2));
    expect(done.title.en).toBe("Move a vertex that 2 features share");
  });

  it("gives the neighbour the vertex that it lacks, so that both borders bend", () => {
    const done = moveVertex(pair(true), at(1, 0.5), at(1.1, 0.5));
    if (!done.ok) throw new Error(done.reason.en);
    expect(outline(done.document, "a")).toContainEqual(at(1.1, 0.5));
    expect(outline(done.document, "a")).toHaveLength(6);
  });

  it("moves it alone where only one feature may change", () => {
    const done = moveVertex(pair(), at(1, 1), at(1.1, 1.2), new Set(["a"]));
    if (!done.ok) throw new Error(done.reason.en);
    expect(done.patch.put.map((f) => f.id)).toEqual(["a"]);
  });

  it("onto a neighbour's border gives that border the vertex", () => {
    const apart = documentOf([
      featureOf("a", [[square(X, Y)]]),
      featureOf("b", [[square(X + 1.5 * STEP_DEG, Y)]]),
    ]);
    const done = moveVertex(apart, at(1, 1), at(1.5, 0.4));
    if (!done.ok) throw new Error(done.reason.en);
    expect(outline(done.document, "b")).toContainEqual(at(1.5, 0.4));
  });

  it("is refused where an outline would cross itself", () => {
    const crossed = { ok: false, reason: { en: "The outline of “a” would cross itself." } };
    expect(moveVertex(pair(), at(1, 1), at(0.5, -0.5))).toMatchObject(crossed);
    expect(moveVertex(pair(), at(1, 1), at(-0.5, -0.5))).toMatchObject(crossed);
  });

  it("is refused where there is no vertex", () => {
    expect(moveVertex(pair(), at(0.5, 0.5), at(0.6, 0.5))).toMatchObject({ ok: false });
  });

  it("keeps every border of a coverage shared, and its total area", () => {
    fc.assert(
      fc.property(
        tilings(3),
        fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 2 })),
        fc.tuple(between(-0.1, 0.1), between(-0.1, 0.1)),
        ({ document, nodes }, [row, column], [dx, dy]) => {
          const from = nodes[row]?.[column] as Point;
          const done = moveVertex(document, from, [from[0] + dx * STEP_DEG, from[1] + dy * STEP_DEG]);
          if (!done.ok) return;
          expect(loose(done.document)).toEqual([]);
          const [before, after] = [totalOf_km2(document, "group"), totalOf_km2(done.document, "group")];
          expect(after).toBeCloseTo(before, 9);
          const back = apply(done.document, inverse(document, done.patch));
          expect(new Map(back.features)).toEqual(new Map(document.features));
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("inserting a vertex", () => {
  it("puts it exactly into both outlines of a shared border", () => {
    const done = insertVertex(pair(), "a", [X + STEP_DEG, Y + 0.3 * STEP_DEG]);
    if (!done.ok) throw new Error(done.reason.en);
    expect(outline(done.document, "a")).toContainEqual(at(1, 0.3));
    expect(outline(done.document, "b")).toContainEqual(at(1, 0.3));
  });

  it("keeps slanted borders shared", () => {
    fc.assert(
      fc.property(tilings(2), between(0.05, 0.95), ({ document, nodes }, along) => {
        const [a, b] = [nodes[1]?.[1] as Point, nodes[1]?.[2] as Point];
        const p: Point = [a[0] + along * (b[0] - a[0]), a[1] + along * (b[1] - a[1])];
        const done = insertVertex(document, "tile-0-1", p);
        if (!done.ok) throw new Error(done.reason.en);
        expect(loose(done.document)).toEqual([]);
        expect(done.patch.put).toHaveLength(2);
      }),
      { numRuns: 60 },
    );
  });
});

describe("deleting a vertex", () => {
  it("takes it out of both outlines", () => {
    const done = deleteVertex(pair(true), at(1, 0.5));
    if (!done.ok) throw new Error(done.reason.en);
    expect(outline(done.document, "b")).toEqual(outline(pair(), "b"));
  });

  it("is refused where several borders part", () => {
    expect(deleteVertex(pair(), at(1, 1))).toMatchObject({
      ok: false,
      reason: { zh: expect.stringContaining("缝隙") },
    });
  });

  it("is refused where only three corners are left", () => {
    const triangle = [at(0, 0), at(1, 0), at(0, 1), at(0, 0)];
    const done = deleteVertex(documentOf([featureOf("t", [[triangle]])]), at(1, 0));
    expect(done).toMatchObject({ ok: false, reason: { en: expect.stringContaining("only three corners") } });
  });
});
