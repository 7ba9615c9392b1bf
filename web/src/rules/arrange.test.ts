import { describe, expect, it } from "vitest";
import type { Catalogue } from "../api/rules";
import type { Severity } from "../api/types";
import { arranged, matching } from "./arrange";

type Rule = Catalogue["rules"][number];

const rule = (code: string, severity: Severity, zh: string): Rule => ({
  code,
  name: `name-${code.toLowerCase()}`,
  title: { zh, en: `Title ${code}` },
  subject: code.slice(0, 3),
  severity,
  stages: [],
  kinds: [],
  clause: {
    document: "规划",
    locator: "第三章",
    paraphrase: { zh: "组团面积在2平方公里以上。", en: "At least 2 km²." },
  },
  sentences: 0,
});

const RULES = [
  rule("GEO002", "error", "不得重叠"),
  rule("CON001", "advice", "宜集中"),
  rule("GEO003", "warning", "狭缝"),
];
const SUBJECTS = [
  { key: "CON", title: { zh: "集中", en: "Concentration" } },
  { key: "ARE", title: { zh: "面积", en: "Areas" } },
  { key: "GEO", title: { zh: "图形", en: "Geometry" } },
];
const codes = (rules: readonly Rule[]) => rules.map((r) => r.code);

describe("searching the rules", () => {
  it("needs every word, wherever it stands, in capitals or not", () => {
    expect(codes(matching(RULES, "geo 狭缝", ""))).toEqual(["GEO003"]);
    expect(codes(matching(RULES, "NAME-CON001", ""))).toEqual(["CON001"]);
    expect(codes(matching(RULES, "第三章 2平方公里 km²", ""))).toEqual(codes(RULES));
    expect(matching(RULES, "冰激凌", "")).toEqual([]);
  });

  it("keeps to a severity", () => {
    expect(codes(matching(RULES, "", "advice"))).toEqual(["CON001"]);
    expect(codes(matching(RULES, " ", ""))).toEqual(codes(RULES));
  });
});

describe("arranging the rules", () => {
  it("follows the rulebook's subjects and leaves out those without rules", () => {
    const groups = arranged(RULES, "subject", SUBJECTS);
    expect(groups.map((g) => [g.key, codes(g.rules)])).toEqual([
      ["CON", ["CON001"]],
      ["GEO", ["GEO002", "GEO003"]],
    ]);
  });

  it("puts the gravest first", () => {
    expect(arranged(RULES, "severity", SUBJECTS).map((g) => g.key)).toEqual(["error", "warning", "advice"]);
  });
});
