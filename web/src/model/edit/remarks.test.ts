import { describe, expect, it } from "vitest";
import type { FormField, LayoutFeature, RuleHead } from "../../api/types";
import { feature, finding, reportOf } from "../sample";
import { numberOf, remarksOn, withheld } from "./remarks";

const group = (more: Partial<LayoutFeature["properties"]> = {}) => feature("G02", "group", "乙", 1.7, more);
const rule = (code: string, judges: string[], filled: string[] = []): RuleHead => ({
  code,
  name: code,
  params: {},
  judges,
  filled,
});
const RULES = [
  rule("CAR001", ["carriers"]),
  rule("ATT003", ["class", "park"], ["class", "park"]),
  rule("ARE002", []),
];
const said = (code: string, id = code) => finding(id, { rule: code, severity: "warning" });

describe("remarks", () => {
  it("stand at the property that the rule judges, of the selected features", () => {
    const report = reportOf([
      said("CAR001"),
      said("ARE002"),
      { ...said("CAR001", "other"), subjects: ["G09"] },
    ]);
    const found = remarksOn("carriers", [group()], RULES, report, null);
    expect(found.map((r) => [r.finding.id, r.since])).toEqual([["CAR001", "before"]]);
    expect(remarksOn("modes", [group()], RULES, report, null)).toEqual([]);
  });

  it("of missing properties stand only where they are missing", () => {
    const report = reportOf([said("ATT003")]);
    const here = group({ park: "东园", class: null });
    expect(remarksOn("park", [here], RULES, report, null)).toEqual([]);
    expect(remarksOn("class", [here], RULES, report, null)).toHaveLength(1);
  });

  it("tell what the edits brought and what they removed, that last", () => {
    const answer = {
      revision: 1,
      findings: { added: [said("CAR001", "new")], resolved: [said("CAR001", "old")], changed: [], gone: [] },
      refused: [],
    };
    const report = reportOf([said("CAR001", "old"), said("CAR001", "new")]);
    const found = remarksOn("carriers", [group()], RULES, report, answer);
    expect(found.map((r) => [r.finding.id, r.since])).toEqual([
      ["new", "added"],
      ["old", "resolved"],
    ]);
  });

  it("are open or waived ones, the gravest first", () => {
    const report = reportOf([
      { ...said("CAR001", "unsure"), status: "cannot-tell" },
      { ...said("CAR001", "waived"), status: "waived", severity: "error" },
      said("CAR001", "warning"),
      { ...said("CAR001", "error"), severity: "error" },
    ]);
    const found = remarksOn("carriers", [group()], RULES, report, null);
    expect(found.map((r) => r.finding.id)).toEqual(["error", "warning", "waived"]);
  });
});

describe("words that depend on another property", () => {
  const field: FormField = {
    name: "carriers",
    title: { zh: "产业载体", en: "Carriers" },
    input: "terms",
    required_by: [],
    closed_by: null,
    open: false,
    terms: ["微集群空间", "专业园区"].map((name) => ({ name, zh: null, en: null })),
    limit: { rule: "CAR001", by: "modes", words: { 双创社区: ["微集群空间"], 特色小镇: ["专业园区"] } },
  };

  it("are withheld, with what they do not suit", () => {
    expect([...withheld(field, [group({ modes: ["双创社区"] })])]).toEqual([["专业园区", ["双创社区"]]]);
  });

  it("are all offered without a known mode, and where one of several modes takes them", () => {
    expect(withheld(field, [group()]).size).toBe(0);
    expect(withheld(field, [group({ modes: ["别的"] })]).size).toBe(0);
    expect(withheld(field, [group({ modes: ["双创社区", "特色小镇"] })]).size).toBe(0);
    expect(withheld({ ...field, limit: null }, [group({ modes: ["双创社区"] })]).size).toBe(0);
  });

  it("must suit every one of several features, and follow what is ticked but not yet applied", () => {
    const two = [group({ modes: ["双创社区"] }), group({ modes: ["特色小镇"] })];
    expect([...withheld(field, two)]).toEqual([
      ["微集群空间", ["特色小镇"]],
      ["专业园区", ["双创社区"]],
    ]);
    expect(withheld(field, two, () => ["双创社区", "特色小镇"]).size).toBe(0);
  });
});

describe("numbers", () => {
  it.each([
    ["2.5", 2.5],
    ["２．５", 2.5],
    ["1,234.5", 1234.5],
    ["-3", -3],
    [" ", null],
    ["", null],
    ["2 km", undefined],
    ["2,5", undefined],
    ["abc", undefined],
    ["Infinity", undefined],
    [".", undefined],
    ["0x10", undefined],
  ])("reads %j as %s", (text, value) => expect(numberOf(text)).toBe(value));
});
