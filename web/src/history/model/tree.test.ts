import { describe, expect, it } from "vitest";
import type { LayoutInfo } from "../../api/types";
import { familyOf, relativesOf, startedFrom } from "./tree";

const layout = (id: string, from?: [string, number]): LayoutInfo => ({
  id,
  title: { zh: id, en: id },
  rulebook: "zgc",
  revision: 3,
  created: "2026-01-01T00:00:00Z",
  author: "李工",
  message: "",
  features: 1,
  schematic: false,
  notice: null,
  summary: null,
  from: from ? { layout: from[0], revision: from[1] } : null,
});

const ALL = [layout("a"), layout("c", ["a", 1]), layout("b", ["a", 3]), layout("d", ["c", 2]), layout("x")];

describe("branches", () => {
  it("are listed under the revision that they were started from", () => {
    expect(startedFrom(ALL, "a").map((info) => info.id)).toEqual(["c", "b"]);
  });

  it("make a family, whichever of them is asked for", () => {
    for (const id of ["a", "b", "c", "d"]) {
      const family = familyOf(ALL, id);
      expect(family?.info.id).toBe("a");
      expect(family?.branches.map((b) => [b.info.id, b.branches.map((c) => c.info.id)])).toEqual([
        ["c", ["d"]],
        ["b", []],
      ]);
      expect(family && relativesOf(family, id).map((info) => info.id)).toEqual(
        ["a", "c", "d", "b"].filter((other) => other !== id),
      );
    }
    expect(familyOf(ALL, "x")?.branches).toEqual([]);
    expect(familyOf(ALL, "nowhere")).toBeNull();
  });

  it("that start from each other do not go round for ever", () => {
    const round = [layout("a", ["b", 1]), layout("b", ["a", 1])];
    expect(familyOf(round, "a")).not.toBeNull();
  });
});
