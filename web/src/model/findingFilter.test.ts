import { describe, expect, it } from "vitest";
import type { Bbox } from "./bounds";
import {
  type FindingFilter,
  filtered,
  isOn,
  membersOf,
  NO_FILTER,
  passes,
  ruleCounts,
} from "./findingFilter";
import { sectionsOf } from "./findings";
import { layoutOf } from "./layout";
import { BOOK, COLLECTION, finding, reportOf } from "./sample";

const layout = layoutOf(COLLECTION);
const small = finding("a", { subjects: ["G02"] });
const overlap = finding("b", { rule: "GEO002", subjects: ["G01", "R-1"] });
const missing = finding("c", { rule: "ROS002", subjects: ["G03"], status: "cannot-tell" });
const all = [small, overlap, missing];
const places: Record<string, Bbox | null> = { a: [116, 40, 116.1, 40.1], b: [117, 41, 117.1, 41.1], c: null };
const park = (id: string) => membersOf(layout, BOOK.groups, layout.byId.get(id));
const listed = (change: Partial<FindingFilter>, members: ReadonlySet<string> = new Set()) =>
  all
    .filter((f) =>
      passes(
        f,
        { ...NO_FILTER, ...change },
        {
          placeOf: (one) => places[one.id] ?? null,
          view: [115.9, 39.9, 116.05, 40.05],
          members,
          mine: new Set(["b"]),
        },
      ),
    )
    .map((f) => f.id);

describe("the findings that are listed", () => {
  it("are all without a filter", () => {
    expect(listed({})).toEqual(["a", "b", "c"]);
    expect(isOn(NO_FILTER)).toBe(false);
  });

  it("leave out a hidden rule, or are those of one rule", () => {
    expect(listed({ hidden: new Set(["GEO002"]) })).toEqual(["a", "c"]);
    expect(listed({ only: "GEO002", hidden: new Set(["GEO002"]) })).toEqual(["b"]);
  });

  it("are those of a park, also of what is not drawn", () => {
    expect(listed({ park: "P01" }, park("P01"))).toEqual(["b"]);
    expect(listed({ park: "P02" }, park("P02"))).toEqual(["a", "c"]);
  });

  it("are those in view, and those of the whole layout", () =>
    expect(listed({ inView: true })).toEqual(["a", "c"]));

  it("are those that the edit has brought", () => expect(listed({ mine: true })).toEqual(["b"]));

  it("keep their sections; a rule that passed follows the filter by rule", () => {
    const rules = [{ code: "KIN001" }, { code: "GEO001" }].map((r) => ({ ...r, status: "passed" }) as never);
    const sections = sectionsOf(reportOf(all, rules));
    const setting = { placeOf: () => null, view: null, members: new Set<string>(), mine: new Set<string>() };
    const shown = filtered(sections, { ...NO_FILTER, hidden: new Set(["ARE002", "GEO001"]) }, setting);
    expect([shown.must.length, shown.unsure.length, shown.passed.map((r) => r.code)]).toEqual([
      1,
      1,
      ["KIN001"],
    ]);
  });

  it("are counted by rule", () =>
    expect(ruleCounts([overlap, small, overlap]).map(([f, n]) => [f.rule, n])).toEqual([
      ["ARE002", 1],
      ["GEO002", 2],
    ]));
});
