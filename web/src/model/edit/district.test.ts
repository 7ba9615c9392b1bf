import { describe, expect, it } from "vitest";
import type { LayoutFeature } from "../../api/types";
import { lockOf, lockOfStep } from "./district";
import { apply } from "./document";
import { documentOf, featureOf, square } from "./samples";

function inDistrict(id: string, district: string | null, x = 0): LayoutFeature {
  const feature = featureOf(id, [[square(116.3 + x, 40)]]);
  return { ...feature, properties: { ...feature.properties, district } };
}

const HAIDIAN = inDistrict("甲", "海淀区");
const CHANGPING = inDistrict("乙", "昌平区", 0.1);
const BOTH = inDistrict("丙", "昌平区;海淀区", 0.2);
const NOWHERE = inDistrict("丁", null, 0.3);

describe("where a planner may draw", () => {
  it("is everywhere for whoever has no limit", () => {
    expect(lockOf([HAIDIAN, BOTH, NOWHERE], null)).toBeNull();
  });

  it("is in the planner's own districts", () => {
    expect(lockOf([CHANGPING], ["昌平区"])).toBeNull();
    expect(lockOf([BOTH], ["昌平区", "海淀区"])).toBeNull();
    expect(lockOf([], ["昌平区"])).toBeNull();
  });

  it("is told for what lies elsewhere, with its name, its districts and the planner's", () => {
    expect(lockOf([CHANGPING, HAIDIAN], ["昌平区", "延庆区"])).toEqual({
      zh: "“甲”在海淀区，您只能编辑昌平区、延庆区的要素。",
      en: "“甲” is in 海淀区; you edit features of 昌平区, 延庆区 only.",
    });
  });

  it("does not reach features of several districts, or of none, nor anything without districts", () => {
    expect(lockOf([BOTH], ["昌平区"])?.zh).toContain("昌平区、海淀区");
    expect(lockOf([NOWHERE], ["昌平区"])?.zh).toContain("没有所在区");
    expect(lockOf([CHANGPING], [])?.zh).toContain("被分配的区");
  });
});

describe("a step", () => {
  const before = documentOf([HAIDIAN, CHANGPING]);
  const renamed = (feature: LayoutFeature, district: string) => ({
    ...feature,
    properties: { ...feature.properties, district },
  });

  it("is free inside of the planner's districts", () => {
    const after = apply(before, { put: [renamed(CHANGPING, "昌平区")], delete: [] });
    expect(lockOfStep(before, after, ["昌平区"])).toBeNull();
  });

  it("neither takes from other districts, nor deletes there, nor moves something there", () => {
    const taken = apply(before, { put: [renamed(HAIDIAN, "昌平区")], delete: [] });
    const gone = apply(before, { put: [], delete: ["甲"] });
    const moved = apply(before, { put: [renamed(CHANGPING, "海淀区")], delete: [] });
    for (const after of [taken, gone, moved])
      expect(lockOfStep(before, after, ["昌平区"])?.zh).toContain("海淀区");
    for (const after of [taken, gone, moved]) expect(lockOfStep(before, after, null)).toBeNull();
  });
});
