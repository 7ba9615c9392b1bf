import { expect, it } from "vitest";
import { differing, partnersOf, rowsOf, withPair } from "./changes";
import { PREVIEW } from "./sample";

it("a row tells of a feature, its pair and its areas, changes first", () => {
  const rows = rowsOf(PREVIEW);
  expect(rows.map(({ id, change }) => [id, change])).toEqual([
    ["b", "added"],
    ["c", "changed"],
    ["d", "removed"],
    ["a", "same"],
  ]);
  expect(rows[1]).toMatchObject({ name: "丙", match: { was: "old-c" }, area: { stated_km2: 3 } });
});

it("areas that differ by more than rounding are told, the largest difference first", () => {
  expect(differing(PREVIEW.areas, 0.01).map(({ id }) => id)).toEqual(["c"]);
});

it("a pair is kept only where it is not what was found", () => {
  expect(withPair({}, "c", null, "old-c")).toEqual({ c: null });
  expect(withPair({ c: null }, "c", "old-c", "old-c")).toEqual({});
  expect(withPair({ a: "x" }, "c", "d", "old-c")).toEqual({ a: "x", c: "d" });
});

it("a feature can be paired with what no other one is paired with", () => {
  const existing = ["a", "old-c", "d"].map((id) => ({ id, name: null }));
  const rows = rowsOf(PREVIEW);
  const [row] = rows;
  expect(row && partnersOf(rows, existing, row).map(({ id }) => id)).toEqual(["d"]);
});
