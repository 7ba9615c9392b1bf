import { describe, expect, it } from "vitest";
import { deltaOf, isReport } from "./delta";
import { finding, reportOf } from "./sample";

describe("deltaOf", () => {
  const earlier = reportOf([finding("a"), finding("b"), finding("w", { status: "waived" })]);
  const now = reportOf([finding("b"), finding("c"), finding("w"), finding("a", { status: "waived" })]);

  it("tells open findings that are new, gone and still there", () => {
    const delta = deltaOf(earlier, now);
    expect(delta.added.map((f) => f.id)).toEqual(["c", "w"]);
    expect(delta.resolved.map((f) => f.id)).toEqual(["a"]);
    expect(delta.remaining.map((f) => f.id)).toEqual(["b"]);
    expect(delta.sameRules).toBe(true);
  });

  it("says when the rules differ", () => {
    const rule = { code: "ARE002" } as (typeof now.rules)[number];
    expect(deltaOf(earlier, { ...now, rules: [rule] }).sameRules).toBe(false);
    expect(deltaOf(earlier, { ...now, rulebook: "other" }).sameRules).toBe(false);
  });
});

it("isReport knows a report from other JSON", () => {
  expect(isReport(reportOf([finding("a")]))).toBe(true);
  expect(isReport({ type: "FeatureCollection", features: [] })).toBe(false);
  expect(isReport({ rules: [], findings: [null] })).toBe(false);
  expect(isReport(null)).toBe(false);
});
