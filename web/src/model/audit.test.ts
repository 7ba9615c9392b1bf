import { describe, expect, it } from "vitest";
import { differences } from "./audit";

describe("what an entry of the audit says was changed", () => {
  it("is each field that differs, with its path", () => {
    const before = { role: "viewer", same: 1, features: { G1: { properties: { name: "甲", note: "x" } } } };
    const after = { role: "planner", same: 1, features: { G1: { properties: { name: "乙", note: "x" } } } };
    expect(differences(before, after)).toEqual([
      { field: "role", before: "viewer", after: "planner" },
      { field: "features.G1.properties.name", before: "甲", after: "乙" },
    ]);
  });

  it("is everything of what is new, and of what is gone", () => {
    expect(differences(null, { n: 2, list: ["a", "b"] })).toEqual([
      { field: "n", before: null, after: "2" },
      { field: "list", before: null, after: '["a","b"]' },
    ]);
    expect(differences({ ok: false }, null)).toEqual([{ field: "ok", before: "false", after: null }]);
    expect(differences(null, null)).toEqual([]);
  });

  it("takes null and empty text for nothing", () => {
    expect(differences({ a: null, b: "" }, { a: "1", c: null })).toEqual([
      { field: "a", before: null, after: "1" },
    ]);
  });

  it("keeps an outline in one piece, and long values short", () => {
    const outline = { type: "Polygon", coordinates: [[[1, 2]]] };
    const [row, ...others] = differences(null, { outline });
    expect([row?.field, others]).toEqual(["outline", []]);
    expect(differences(null, { text: "长".repeat(1000) })[0]?.after).toHaveLength(401);
  });
});
