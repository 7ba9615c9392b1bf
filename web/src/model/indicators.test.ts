import { describe, expect, it } from "vitest";
import type { Indicator, IndicatorValue } from "../api/register";
import { chartOf, domain, HEIGHT, targetEdges, WIDTH } from "./chart";
import {
  byDocument,
  countsOf,
  fitting,
  judged,
  plain,
  scopesOf,
  targetText,
  withUnit,
  yearText,
} from "./indicators";

const value = (year: number, number: number, more: Partial<IndicatorValue> = {}): IndicatorValue => ({
  scope: "示范区",
  year,
  value: number,
  source: "统计年报",
  note: "",
  author: "",
  origin: "entered",
  ...more,
});

const indicator = (more: Partial<Indicator> = {}): Indicator => ({
  id: "I1",
  document: "003",
  locator: "L25",
  name: { zh: "新注册企业", en: "New enterprises" },
  scope: { zh: "示范区", en: "zone" },
  type: "target",
  operator: "~",
  target: "3",
  low: 3,
  high: null,
  unit: { zh: "万家", en: "10,000" },
  year: "2025",
  first: 2025,
  last: 2025,
  each: false,
  each_year: false,
  note: null,
  measured: false,
  state: "unknown",
  reason: null,
  progress: null,
  latest: null,
  base: null,
  values: [],
  ...more,
});

const NONE = { document: "", scope: "", state: "", text: "" };

describe("filters", () => {
  const all = [
    indicator(),
    indicator({ id: "I2", document: "002", state: "met", scope: { zh: "通州区", en: "Tongzhou" } }),
  ];

  it("hold together, and an empty one lets all through", () => {
    expect(fitting(all, NONE)).toHaveLength(2);
    expect(fitting(all, { ...NONE, document: "002" }).map((i) => i.id)).toEqual(["I2"]);
    expect(fitting(all, { ...NONE, scope: "示范区", state: "met" })).toEqual([]);
    expect(fitting(all, { ...NONE, text: " ENTERPRISES " })).toHaveLength(2);
    expect(fitting(all, { ...NONE, text: "i2" })).toHaveLength(1);
  });

  it("know scopes, states and documents", () => {
    expect(scopesOf([...all, indicator()]).map((s) => s.en)).toEqual(["zone", "Tongzhou"]);
    expect([...countsOf(all)]).toEqual([
      ["unknown", 1],
      ["met", 1],
    ]);
    expect([...byDocument(all).keys()]).toEqual(["003", "002"]);
  });
});

describe("words", () => {
  it("write the target with its operator and unit", () => {
    expect(targetText(indicator(), "zh")).toBe("约 3 万家");
    expect(targetText(indicator({ operator: ">", unit: { zh: "个", en: "" } }), "en")).toBe("over 3");
    expect(targetText(indicator({ operator: "range", high: 5 }), "zh")).toBe("3–5 万家");
    expect(targetText(indicator({ operator: "x", low: 2 }), "en")).toBe("2 × the base");
    expect(targetText(indicator({ low: null }), "zh")).toBeNull();
  });

  it("write years, numbers and units", () => {
    expect(yearText(indicator({ first: 2024, last: 2026, each_year: true }), "zh")).toBe("2024–2026 每年");
    expect(yearText(indicator({ year: "(2027)", first: 2027, last: 2027 }), "en")).toBe("2027 (inferred)");
    expect(plain(0.1 + 0.2)).toBe("0.3");
    expect(withUnit(2.8, indicator(), "en")).toBe("2.8 × 10,000");
    expect(withUnit(12, indicator({ unit: { zh: "%", en: "%" } }), "en")).toBe("12%");
  });

  it("judge by the values of the own scope, or of every member", () => {
    const values = [value(2024, 1), value(2024, 2, { scope: "海淀园" })];
    expect(judged(indicator({ values }))).toHaveLength(1);
    expect(judged(indicator({ values, each: true }))).toHaveLength(2);
  });
});

describe("charts", () => {
  const base = value(2020, 2.6, { origin: "document" });

  it("show nothing where there is nothing, and the target alone where there is no value", () => {
    expect(chartOf(indicator({ low: null, operator: null }))).toBeNull();
    const chart = chartOf(indicator());
    expect(chart?.marks).toEqual([]);
    expect(chart?.target?.top).toBe(chart?.target?.bottom);
    expect(chart?.years.map((tick) => tick.text)).toEqual(["2025"]);
    expect(chart?.levels.map((tick) => tick.text)).toContain("3");
  });

  it("run from baseline to target year, inside the drawing", () => {
    const chart = chartOf(indicator({ base, values: [base, value(2024, 2.8)] }));
    expect(chart?.marks.map((m) => m.base)).toEqual([true, false]);
    expect(chart?.line).toMatch(/^M[\d.]+ [\d.]+L/);
    for (const { x, y } of chart?.marks ?? []) {
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(WIDTH);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(HEIGHT);
    }
    const [first, second] = chart?.marks ?? [];
    expect((first?.x ?? 0) < (second?.x ?? 0) && (first?.y ?? 0) > (second?.y ?? 0)).toBe(true);
  });

  it("set members side by side, the smallest first, without a line", () => {
    const values = [value(2024, 9, { scope: "甲" }), value(2024, 2, { scope: "乙" })];
    const chart = chartOf(indicator({ each: true, values }));
    expect((chart?.marks[0]?.x ?? 0) > (chart?.marks[1]?.x ?? 0)).toBe(true);
    expect([chart?.line, chart?.years]).toEqual(["", []]);
  });

  it("know the band of a range and the multiple of a base", () => {
    expect(targetEdges(indicator({ operator: "range", high: 5 }))).toEqual([3, 5]);
    expect(targetEdges(indicator({ operator: "x", low: 2, base: value(2023, 4) }))).toEqual([8, 8]);
    expect(targetEdges(indicator({ operator: "x", low: 2 }))).toBeNull();
    expect(targetEdges(indicator({ type: "baseline" }))).toBeNull();
  });

  it("start at nought unless all numbers lie close together", () => {
    expect(domain([0, 10])[0]).toBe(0);
    expect(domain([488, 489])[0]).toBeGreaterThan(400);
    expect(domain([3])[0]).toBe(0);
    expect(domain([0])[1]).toBeGreaterThan(0);
    expect(domain([-4, 3])[0]).toBe(-4);
  });
});
