import { describe, expect, it } from "vitest";
import {
  byMessage,
  findingsOf,
  firstSection,
  marksOf,
  neighbour,
  placeOf,
  sectionOf,
  sectionsOf,
} from "./findings";
import { layoutOf } from "./layout";
import { BOOK, COLLECTION, finding, reportOf, square } from "./sample";

const layout = layoutOf(COLLECTION);
const must = finding("a");
const should = finding("b", { severity: "warning", rule: "GEO003", subjects: ["G01", "G02"], unit: "m" });
const advice = finding("c", { severity: "advice", rule: "CAR001", unit: null });
const waived = finding("d", { status: "waived", subjects: ["G01"] });
const unsure = finding("e", { status: "cannot-tell" });
const crashed = finding("f", { status: "crashed", severity: "warning" });
const report = reportOf([unsure, should, must, advice, waived, crashed]);

describe("sections", () => {
  it("hold what people do with a finding", () => {
    expect([must, should, advice, waived, unsure, crashed].map(sectionOf)).toEqual([
      "must",
      "should",
      "should",
      "waived",
      "unsure",
      "unsure",
    ]);
  });

  it("are ordered by rule", () => {
    expect(sectionsOf(report).should.map((f) => f.id)).toEqual(["c", "b"]);
  });

  it("open where there is something to do", () => {
    expect(firstSection(sectionsOf(report))).toBe("must");
    expect(firstSection(sectionsOf(reportOf([waived])))).toBe("waived");
    expect(firstSection(sectionsOf(reportOf([])))).toBe("passed");
  });
});

describe("neighbour", () => {
  const list = [must, should, advice];
  it("goes on and round", () => {
    expect(neighbour(list, "a", 1)?.id).toBe("b");
    expect(neighbour(list, "c", 1)?.id).toBe("a");
    expect(neighbour(list, "a", -1)?.id).toBe("c");
  });
  it("starts at the ends", () => {
    expect(neighbour(list, null, 1)?.id).toBe("a");
    expect(neighbour(list, null, -1)?.id).toBe("c");
    expect(neighbour([], null, 1)).toBeUndefined();
  });
});

describe("marksOf", () => {
  const marks = marksOf(report);
  it("counts what stands against a feature", () => {
    expect(marks.get("G02")).toMatchObject({ must: 1, should: 2, waived: 0, unsure: 2 });
  });
  it("keeps the worst finding about the feature's own area", () => {
    expect(marks.get("G02")?.area).toBe("must");
    expect(marks.get("G01")?.area).toBe("waived");
  });
  it("agrees with the findings of a feature", () => {
    expect(findingsOf(report, "G01").map((f) => f.id)).toEqual(["b", "d"]);
  });
});

describe("placeOf", () => {
  it("is the evidence", () => {
    const box = placeOf(finding("x", { evidence: square(116, 39, 0.5) }), layout, BOOK);
    expect(box).toEqual([115.5, 38.5, 116.5, 39.5]);
  });
  it("is else the subjects", () => {
    expect(placeOf(must, layout, BOOK)?.map((v) => Number(v.toFixed(2)))).toEqual([
      116.39, 39.99, 116.41, 40.01,
    ]);
  });
  it("is else the roster's point", () => {
    expect(placeOf(finding("x", { subjects: ["湖心组团"] }), layout, BOOK)).toEqual([
      116.2, 40.1, 116.2, 40.1,
    ]);
  });
  it("is else nowhere in particular", () => {
    expect(placeOf(finding("x", { subjects: ["不存在"] }), layout, null)).toBeNull();
  });
});

it("byMessage puts findings together that say the same", () => {
  const same = { zh: "缺特色园", en: "No specialty park" };
  const groups = byMessage([finding("a", { message: same }), finding("b"), finding("c", { message: same })]);
  expect(groups.map((group) => group.map((f) => f.id))).toEqual([["a", "c"], ["b"]]);
});
