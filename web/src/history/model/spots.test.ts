import type { Geometry } from "geojson";
import { expect, it } from "vitest";
import type { Difference } from "../../api/scenarios";
import { spotsOf } from "./spots";

const at = (x: number): Geometry => ({ type: "Point", coordinates: [x, 40] });
const difference = (
  change: Difference["change"],
  [before, after, gained, lost]: (Geometry | null)[],
): Difference => ({
  id: change,
  kind: "group",
  name: change,
  change,
  attributes: [],
  before_m2: null,
  after_m2: null,
  gained_m2: 0,
  lost_m2: 0,
  geometry: { before: before ?? null, after: after ?? null, gained: gained ?? null, lost: lost ?? null },
});

it("shows the ground that came and went, or the outline where none did", () => {
  const spots = spotsOf([
    difference("added", [null, at(1), at(1), null]),
    difference("removed", [at(2), null, null, at(2)]),
    difference("retitled", [at(3), at(3), null, null]),
    difference("moved", [at(4), at(5), at(5), at(4)]),
  ]);
  expect(spots.map(({ id, mark, geometry }) => [id, mark, geometry])).toEqual([
    ["added", "added", at(1)],
    ["removed", "removed", at(2)],
    ["retitled", "retitled", at(3)],
    ["moved", "lost", at(4)],
    ["moved", "gained", at(5)],
  ]);
});

it("shows a point that moved where it was and is, and nothing of what lies nowhere", () => {
  const moved = spotsOf([difference("moved", [at(1), at(2), null, null])]);
  expect(moved.map((spot) => spot.mark)).toEqual(["removed", "added"]);
  expect(spotsOf([{ ...difference("added", [null, at(1)]), geometry: null }])).toEqual([]);
});
