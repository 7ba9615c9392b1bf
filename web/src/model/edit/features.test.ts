import { describe, expect, it } from "vitest";
import { mergeFeatures } from "./cut";
import {
  addHole,
  addPoint,
  addPolygon,
  centreOf,
  copyFeature,
  deleteFeatures,
  moveFeatures,
  removeHole,
  rotateFeatures,
  scaleTo,
} from "./features";
import { Frame } from "./frame";
import { onGrid, type Point } from "./grid";
import { areaOf_km2 } from "./live";
import { ORIGIN, pair, STEP_DEG } from "./samples";
import { polygonsOf, turn } from "./shape";

const [X, Y] = ORIGIN;
const frame = new Frame(116.4, 40.2);
const at = (x: number, y: number): Point => onGrid([X + x * STEP_DEG, Y + y * STEP_DEG]);
const area = (document: ReturnType<typeof pair>, id: string) => areaOf_km2(document, id);

function done<T extends { ok: boolean }>(outcome: T): Extract<T, { ok: true }> {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome as Extract<T, { ok: true }>;
}

describe("drawing", () => {
  it("makes a feature with a free id, counter-clockwise, named in both languages", () => {
    const drawn = done(
      addPolygon(pair(), "group", [at(3, 0), at(3, 1), at(4, 1), at(4, 0)], { name: "新组团" }),
    );
    expect(drawn.chosen).toEqual(["group-1"]);
    expect(drawn.title).toEqual({ zh: "绘制“新组团”", en: "Draw “新组团”" });
    const [shell] = polygonsOf(drawn.document.features.get("group-1")?.geometry)[0] ?? [];
    expect(turn(shell ?? [])).toBeGreaterThan(0);
  });

  it("takes over the vertices of a border that it runs along", () => {
    const drawn = done(addPolygon(pair(true), "group", [at(1, 0), at(1.5, 0.5), at(1, 1)]));
    expect(polygonsOf(drawn.document.features.get("group-1")?.geometry)[0]?.[0]).toContainEqual(at(1, 0.5));
    expect(polygonsOf(drawn.document.features.get("a")?.geometry)[0]?.[0]).toHaveLength(5);
  });

  it("refuses a bow tie", () => {
    expect(addPolygon(pair(), "group", [at(3, 0), at(4, 1), at(4, 0), at(3, 1)])).toMatchObject({
      ok: false,
    });
  });

  it("refuses two corners", () => {
    expect(addPolygon(pair(), "group", [at(3, 0), at(4, 1)])).toMatchObject({ ok: false });
  });
});

describe("whole features", () => {
  it("are resized to an exact area", () => {
    const resized = done(scaleTo(pair(), "a", 2));
    // A square of 2 km² on a grid of 0.1 mm is exact to about a square metre's tenth.
    expect(Math.abs(area(resized.document, "a") - 2)).toBeLessThan(5e-7);
    expect(resized.title.en).toBe("Make “a” 2 km²");
    expect(scaleTo(pair(), "a", 0)).toMatchObject({ ok: false });
  });

  it("keep their area when they are moved and turned", () => {
    const before = area(pair(), "a");
    expect(area(done(moveFeatures(pair(), ["a"], [900, -400])).document, "a")).toBeCloseTo(before, 6);
    expect(area(done(rotateFeatures(pair(), ["a"], 33)).document, "a")).toBeCloseTo(before, 6);
  });

  it("move as far as they are asked to", () => {
    const { document } = done(moveFeatures(pair(), ["a"], [250, 0]));
    const [from, to] = [pair(), document].map((d) =>
      frame.xy(polygonsOf(d.features.get("a")?.geometry)[0]?.[0]?.[0] as Point),
    );
    expect((to?.[0] ?? 0) - (from?.[0] ?? 0)).toBeCloseTo(250, 3);
    expect((to?.[1] ?? 0) - (from?.[1] ?? 0)).toBeCloseTo(0, 3);
  });

  it("keep the border between them when they are moved and turned together", () => {
    const moved = done(moveFeatures(pair(), ["a", "b"], [3000, 0]));
    expect(moved.title).toEqual({ zh: "平移 2 个要素", en: "Move 2 features" });
    const both = done(rotateFeatures(moved.document, ["a", "b"], 40)).document;
    const [a, b] = ["a", "b"].map((id) => polygonsOf(both.features.get(id)?.geometry)[0]?.[0] ?? []);
    expect(a?.slice(1).filter((p) => b?.some((q) => q[0] === p[0] && q[1] === p[1]))).toHaveLength(2);
    const [before, after] = [pair(), both].map((d) => centreOf(d, ["a", "b"]));
    expect((after?.[0] ?? 0) - (before?.[0] ?? 0)).toBeCloseTo(3000, 2);
    expect(after?.[1]).toBeCloseTo(before?.[1] ?? 0, 2);
    expect(moveFeatures(pair(), ["nobody"], [1, 1])).toMatchObject({ ok: false });
  });

  it("are copied beside themselves with all their attributes", () => {
    const copied = done(copyFeature(pair(), "a", [100, 100]));
    expect(copied.document.features.get("group-1")?.properties).toEqual(pair().features.get("a")?.properties);
    expect(area(copied.document, "group-1")).toBeCloseTo(area(pair(), "a"), 6);
  });

  it("are deleted several at once", () => {
    const gone = done(deleteFeatures(pair(), ["a", "b", "nobody"]));
    expect(gone.document.features.size).toBe(0);
    expect(gone.title.zh).toBe("删除 2 个要素");
    expect(deleteFeatures(pair(), ["nobody"])).toMatchObject({ ok: false });
  });
});

describe("points", () => {
  const drawn = done(addPoint(pair(), "site", at(3, 0.5), { name: "站" })).document;
  const place = (document: ReturnType<typeof pair>, id: string) => {
    const geometry = document.features.get(id)?.geometry;
    return geometry?.type === "Point" ? frame.xy(geometry.coordinates as unknown as Point) : null;
  };

  it("are drawn, moved alone and with others, and copied", () => {
    expect(drawn.features.get("site-1")?.geometry).toEqual({ type: "Point", coordinates: [...at(3, 0.5)] });
    const [x = 0, y = 0] = place(drawn, "site-1") ?? [];
    const moved = done(moveFeatures(drawn, ["site-1"], [250, -100])).document;
    expect(place(moved, "site-1")?.[0]).toBeCloseTo(x + 250, 3);
    expect(place(moved, "site-1")?.[1]).toBeCloseTo(y - 100, 3);
    const both = done(moveFeatures(drawn, ["a", "site-1"], [250, 0]));
    expect(both.patch.put.map((f) => f.id)).toEqual(["a", "site-1"]);
    expect(place(done(copyFeature(drawn, "site-1", [9, 9])).document, "site-2")?.[0]).toBeCloseTo(x + 9, 3);
  });

  it("are neither turned, resized nor merged", () => {
    const two = done(addPoint(drawn, "site", at(4, 0.5))).document;
    for (const outcome of [
      rotateFeatures(drawn, ["site-1"], 30),
      scaleTo(drawn, "site-1", 2),
      mergeFeatures(two, ["site-1", "site-2"]),
    ])
      expect(outcome).toMatchObject({ ok: false, reason: { zh: "这个要素没有面状边界。" } });
  });
});

describe("holes", () => {
  const corners = [at(0.4, 0.4), at(0.6, 0.4), at(0.6, 0.6)];

  it("are cut and filled again", () => {
    const holed = done(addHole(pair(), "a", corners)).document;
    expect(area(holed, "a")).toBeLessThan(area(pair(), "a"));
    expect(area(done(removeHole(holed, "a", at(0.55, 0.45))).document, "a")).toBeCloseTo(
      area(pair(), "a"),
      12,
    );
    expect(removeHole(holed, "a", at(0.1, 0.1))).toMatchObject({ ok: false });
  });

  it("must lie inside", () => {
    expect(addHole(pair(), "a", [at(1.4, 0.4), at(1.6, 0.4), at(1.6, 0.6)])).toMatchObject({ ok: false });
    expect(addHole(pair(), "a", [at(0.4, 0.4), at(1.6, 0.4), at(0.6, 0.6)])).toMatchObject({ ok: false });
  });
});
