import { describe, expect, it } from "vitest";
import type { Kind, LayoutFeature } from "../api/types";
import { areaRows, totalOf } from "./areas";

const feature = (
  id: string,
  kind: Kind,
  area_km2: number | null,
  park: string | null = null,
  stated: number | null = null,
) =>
  ({
    type: "Feature",
    id,
    geometry: null,
    properties: { kind, name: `n-${id}`, park, area_km2, stated_area_km2: stated },
  }) as LayoutFeature;

describe("the table of areas", () => {
  const features = [
    feature("P1", "park", 10, null, 9.5),
    feature("P2", "park", 4),
    feature("G1", "group", 3, "n-P1"),
    feature("G2", "group", 2, "P1"),
    feature("R1", "reserve", 1, "n-P1"),
    feature("R2", "reserve", 0.5, "n-P1"),
    feature("X", "parcel", 7, "nowhere"),
    feature("S", "site", null, "n-P1"),
  ];

  it("puts what belongs to a park behind it, named by id or by name, and sums up what is many", () => {
    const rows = areaRows(features);
    expect(rows.map((row) => [row.key, row.area_km2, row.count])).toEqual([
      ["P1", 10, 1],
      ["G2", 2, 1],
      ["G1", 3, 1],
      ["P1 reserve", 1.5, 2],
      ["P2", 4, 1],
      [" parcel", 7, 1],
    ]);
    expect(rows[0]?.stated_km2).toBe(9.5);
  });

  it("adds up each kind over the whole layout", () => {
    expect(totalOf(features, "group")).toEqual({ count: 2, area_km2: 5 });
    expect(totalOf(features, "zone")).toEqual({ count: 0, area_km2: 0 });
  });
});
