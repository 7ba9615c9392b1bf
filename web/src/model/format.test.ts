import { describe, expect, it } from "vitest";
import { area, fixed, measure, measurePair, signed } from "./format";

describe("numbers", () => {
  it("have fixed decimals and a true minus", () => {
    expect(fixed(488)).toBe("488.00");
    expect(fixed(-0.3)).toBe("−0.30");
    expect(fixed(-0.001)).toBe("0.00");
  });
  it("set thousands apart from 10,000 on", () => {
    expect(fixed(16404.49)).toBe("16,404.49");
    expect(fixed(1234567.123456, 6)).toBe("1,234,567.123456");
    expect(fixed(9999)).toBe("9999.00");
  });
  it("carry a sign where they are differences", () => {
    expect([signed(1.2), signed(-1.2), signed(0), signed(0.001)]).toEqual(["+1.20", "−1.20", "0.00", "0.00"]);
  });
  it("are a dash where there is none", () =>
    expect([area(null), area(undefined), area(0)]).toEqual(["–", "–", "0.00"]));
});

describe("measures", () => {
  it("carry their unit", () => {
    expect(measure(1.89, "km2", "zh")).toBe("1.89 km²");
    expect(measure(31, "count", "zh")).toBe("31 个");
    expect(measure(31, "count", "en")).toBe("31");
    expect(measure(12.34, "m", "en")).toBe("12.3 m");
    expect(measure(2600000.01, "m2", "en")).toBe("2,600,000 m²");
    expect(measure(0.5, "furlong", "en")).toBe("0.5 furlong");
    expect(measure(0.5, null, "en")).toBe("0.5");
  });
  it("show as many decimals as it takes to tell two apart", () => {
    expect(measurePair(1.7, 2, "km2", "en")).toEqual(["1.70 km²", "2.00 km²"]);
    expect(measurePair(1.9996, 2, "km2", "en")).toEqual(["1.9996 km²", "2.0000 km²"]);
    expect(measurePair(2, 2, "km2", "en")).toEqual(["2.00 km²", "2.00 km²"]);
  });
});
