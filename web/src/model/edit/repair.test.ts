import { describe, expect, it } from "vitest";
import type { LayoutFeature } from "../../api/types";
import { COLLECTION } from "../sample";
import { documentOf } from "./document";
import { Frame } from "./frame";
import { repaired } from "./repair";

const document = documentOf(COLLECTION.features, new Frame(116, 40));
const ring = [
  [116, 40],
  [116.1, 40],
  [116.1, 40.12345678901234],
  [116, 40],
];

describe("a repair as features of the edited layout", () => {
  it("has the outlines that the service gave, to the last digit, and the properties of before", () => {
    const changes = [
      { feature: "G01", after: { type: "Polygon" as const, coordinates: [ring] } },
      { feature: "R-1", after: { type: "MultiPolygon" as const, coordinates: [[ring]] } },
    ];
    const put = repaired(document, changes);
    expect(put.map((f) => f.geometry)).toEqual([
      { type: "MultiPolygon", coordinates: [[ring]] },
      { type: "MultiPolygon", coordinates: [[ring]] },
    ]);
    expect(put[0]?.properties).toBe((document.features.get("G01") as LayoutFeature).properties);
  });

  it("leaves out what the edits have deleted since", () =>
    expect(
      repaired(document, [{ feature: "gone", after: { type: "Polygon", coordinates: [ring] } }]),
    ).toEqual([]));
});
