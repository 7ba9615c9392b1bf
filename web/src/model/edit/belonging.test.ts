import { describe, expect, it } from "vitest";
import type { Kind, LayoutFeature, PlaceName } from "../../api/types";
import { changeAttributes } from "./attributes";
import { derived, isByHand, type Places, placed, sharesIn } from "./belonging";
import { splitFeature } from "./cut";
import type { EditDocument } from "./document";
import { addPolygon, copyFeature, moveFeatures } from "./features";
import { onGrid, type Point, type Ring } from "./grid";
import { documentOf, FRAME, featureOf, ORIGIN, STEP_DEG } from "./samples";
import { multiPolygon } from "./shape";
import { groundOf, sharesOf } from "./shares";
import { moveVertex } from "./vertices";

const [X, Y] = ORIGIN;
const at = (x: number, y: number): Point => onGrid([X + x * STEP_DEG, Y + y * STEP_DEG]);
const box = (x: number, y: number, w: number, h = 1): Ring => [
  at(x, y),
  at(x + w, y),
  at(x + w, y + h),
  at(x, y + h),
  at(x, y),
];

/** Two districts, west and east of column 10. */
const places: Places = {
  districts: [
    ...groundOf("西区", multiPolygon([[box(-50, -50, 60, 100)]])),
    ...groundOf("东区", multiPolygon([[box(10, -50, 60, 100)]])),
  ],
  of: (kind): PlaceName[] => (kind === "park" ? ["district"] : ["park", "district"]),
};

const of = (id: string, ring: Ring, kind: Kind, properties: Partial<LayoutFeature["properties"]> = {}) => {
  const feature = featureOf(id, [[ring]], kind);
  return { ...feature, properties: { ...feature.properties, ...properties } };
};

/** Parks 甲园 (columns 0 to 10) and 乙园 (10 to 20), and a group in each. */
const start = (group: Partial<LayoutFeature["properties"]> = {}): EditDocument =>
  documentOf([
    of("甲园", box(0, 0, 10, 10), "park", { district: "西区" }),
    of("乙园", box(10, 0, 10, 10), "park", { district: "东区" }),
    of("a", box(4, 4, 1), "group", { park: "甲园", district: "西区", ...group }),
  ]);

const STEP_M = 853;
function done(before: EditDocument, outcome: ReturnType<typeof moveFeatures>, use: Places = places) {
  if (!outcome.ok) throw new Error(outcome.reason.en);
  return placed(before, outcome, use).document;
}
const where = (document: EditDocument, id = "a") => {
  const { park, district } = document.features.get(id)?.properties ?? {};
  return [park, district];
};

describe("shares", () => {
  it("are those of the areas in the frame, holes left out, the largest first", () => {
    const ring = box(9, 0, 4, 2);
    const hole = [...box(9.5, 0.5, 0.25, 1)].reverse();
    const found = sharesOf(FRAME, multiPolygon([[ring, hole]]), places.districts);
    const whole = FRAME.area_m2([[ring, hole]]);
    expect(found.map((s) => s.name)).toEqual(["东区", "西区"]);
    // The long border between the districts is straight in the frame, not in degrees.
    const east_m2 = FRAME.area_m2([[box(10, 0, 3, 2)]]);
    expect((found[0]?.area_m2 ?? 0) / east_m2).toBeCloseTo(1, 6);
    expect(found.reduce((sum, s) => sum + s.share, 0)).toBeCloseTo(1, 6);
    expect((found[1]?.area_m2 ?? 0) / whole).toBeCloseTo(found[1]?.share ?? 0, 6);
  });

  it("of an outline that crosses itself cannot be told", () => {
    const [a, b, c, d] = [at(12, 0), at(13, 1), at(13, 0), at(12, 1.01)];
    expect(sharesOf(FRAME, multiPolygon([[[a, b, c, d, a]]]), places.districts)).toEqual([]);
  });

  it("of a point are whole; outside of everything there are none", () => {
    expect(sharesOf(FRAME, { type: "Point", coordinates: [...at(12, 0)] }, places.districts)).toEqual([
      { name: "东区", share: 1, area_m2: 0 },
    ]);
    expect(sharesOf(FRAME, multiPolygon([[box(200, 0, 1)]]), places.districts)).toEqual([]);
    expect(sharesOf(FRAME, null, places.districts)).toEqual([]);
  });
});

describe("park and district", () => {
  it("come with drawing, by the largest share", () => {
    const before = start();
    const drawn = addPolygon(before, "group", [at(8.8, 2), at(10.5, 2), at(10.5, 3), at(8.8, 3)]);
    const document = done(before, drawn);
    expect(where(document, "group-1")).toEqual(["甲园", "西区"]);
    const feature = document.features.get("group-1") as LayoutFeature;
    expect(
      sharesIn(document, feature, "district", places).map((s) => [s.name, Math.round(s.share * 100)]),
    ).toEqual([
      ["西区", 71],
      ["东区", 29],
    ]);
  });

  it("follow a feature that is moved, and are empty outside of all", () => {
    const before = start();
    expect(where(done(before, moveFeatures(before, ["a"], [10 * STEP_M, 0])))).toEqual(["乙园", "东区"]);
    expect(where(done(before, moveFeatures(before, ["a"], [0, 20_000])))).toEqual([null, "西区"]);
  });

  it("stay as they were set by hand, until that is taken back", () => {
    const before = start();
    const set = changeAttributes(before, ["a"], { park: { set: "乙园" } }, places);
    if (!set.ok) throw new Error("refused");
    const a = set.document.features.get("a") as LayoutFeature;
    expect(isByHand(set.document, a, "park", places)).toBe(true);
    expect(isByHand(set.document, a, "district", places)).toBe(false);
    const there = done(set.document, moveFeatures(set.document, ["a"], [10 * STEP_M, 0]));
    expect(where(there)).toEqual(["乙园", "东区"]);
    // Still by hand, though it is where it says by now: back again it says the same.
    const back = done(there, moveFeatures(there, ["a"], [-10 * STEP_M, 0]));
    expect(where(back)).toEqual(["乙园", "西区"]);
    const free = changeAttributes(back, ["a"], { park: { derived: true } }, places);
    if (!free.ok) throw new Error("refused");
    expect(where(free.document)).toEqual(["甲园", "西区"]);
    expect(free.document.features.get("a")?.byHand).toBeUndefined();
  });

  it("that were stored otherwise than position gives them are left alone", () => {
    const before = start({ district: "西区;东区" });
    expect(where(done(before, moveFeatures(before, ["a"], [10 * STEP_M, 0])))).toEqual(["乙园", "西区;东区"]);
  });

  it("that were never filled in are filled in by a move", () => {
    const before = start({ park: null, district: null });
    expect(where(done(before, moveFeatures(before, ["a"], [100, 0])))).toEqual(["甲园", "西区"]);
  });

  it("are told anew of the pieces of a split and of a copy", () => {
    const wide = documentOf([
      ...start().features.values(),
      of("w", box(8, 7, 6), "group", { park: "乙园", district: "东区" }),
    ]);
    const cut = splitFeature(wide, "w", [at(10, 6), at(10, 9)]);
    const document = done(wide, cut);
    const pieces = [where(document, "w"), where(document, "group-1")].sort();
    expect(pieces).toEqual(
      [
        ["乙园", "东区"],
        ["甲园", "西区"],
      ].sort(),
    );
    const before = start();
    expect(where(done(before, copyFeature(before, "a", [10 * STEP_M, 0])), "group-1")).toEqual([
      "乙园",
      "东区",
    ]);
  });

  it("of what lies where a park's border moves change with it", () => {
    const parks = [
      of("甲园", box(0, 0, 10, 10), "park", { district: "西区" }),
      of("乙园", box(10, 0, 10, 10), "park", { district: "东区" }),
    ];
    const b = of("b", box(10.2, 0.2, 0.3, 0.3), "group", { park: "乙园", district: "东区" });
    const far = of("f", box(15, 8, 1), "group", { park: "乙园", district: "东区" });
    const before = documentOf([...parks, b, far]);
    const moved = moveVertex(before, at(10, 0), at(13, 0));
    const document = done(before, moved);
    expect(where(document, "b")).toEqual(["甲园", "东区"]);
    expect(document.features.get("f")).toBe(far);
  });

  it("change in the same step as the move, under its name", () => {
    const before = start();
    const moved = moveFeatures(before, ["a"], [10 * STEP_M, 0]);
    if (!moved.ok) throw new Error("refused");
    const settled = placed(before, moved, places);
    expect(settled.title).toEqual(moved.title);
    expect(settled.patch.put.map((f) => [f.id, f.properties.park])).toEqual([["a", "乙园"]]);
    expect(derived(before, before.features.get("a") as LayoutFeature, "park", places)).toBe("甲园");
  });

  it("of a kind that has none are left empty", () => {
    const before = start();
    const none: Places = { ...places, of: () => [] };
    const drawn = addPolygon(before, "zone", [at(2, 2), at(3, 2), at(3, 3)]);
    expect(where(done(before, drawn, none), "zone-1")).toEqual([null, null]);
  });
});
