import { describe, expect, it } from "vitest";
import { isDrawn, layerOf, search, sorted } from "./filters";
import { layoutOf } from "./layout";
import { BOOK, COLLECTION, feature } from "./sample";
import { blocksOf } from "./totals";

const blocks = blocksOf(layoutOf(COLLECTION), BOOK);
const ids = (list: typeof blocks) => list.map((b) => [b.park?.id, ...b.groups.map((g) => g.id)]);

describe("search", () => {
  it("keeps everything for an empty query", () => expect(search(blocks, "  ")).toEqual(blocks));
  it("keeps all groups of a park that matches", () =>
    expect(ids(search(blocks, "西园"))).toEqual([["P02", "G02", "G03"]]));
  it("keeps only the groups that match", () => expect(ids(search(blocks, "湖心"))).toEqual([["P02", "G03"]]));
  it("finds by id, whatever the case", () => expect(ids(search(blocks, "g01"))).toEqual([["P01", "G01"]]));
  it("finds by another name", () =>
    expect(ids(search(blocks, "lake", (name) => (name === "湖心组团" ? "Lake Centre" : null)))).toEqual([
      ["P02", "G03"],
    ]));
  it("finds nothing", () => expect(search(blocks, "不存在")).toEqual([]));
});

describe("sorted", () => {
  it("leaves the roster's order alone", () => {
    expect(ids(sorted(blocks, { key: "roster", descending: false }, "zh-CN"))).toEqual(ids(blocks));
  });

  it("sorts by area, rows without an area last in both directions", () => {
    expect(ids(sorted(blocks, { key: "area", descending: false }, "zh-CN"))).toEqual([
      ["P02", "G02", "G03"],
      ["P01", "G01"],
    ]);
    expect(ids(sorted(blocks, { key: "area", descending: true }, "zh-CN"))).toEqual([
      ["P01", "G01"],
      ["P02", "G02", "G03"],
    ]);
  });

  it("sorts by deviation from the limit", () => {
    expect(ids(sorted(blocks, { key: "deviation", descending: true }, "zh-CN"))[0]?.[0]).toBe("P02");
  });

  it("sorts names by pinyin", () => {
    const names = sorted(blocks, { key: "name", descending: false }, "zh-CN").map((b) => b.park?.name);
    expect(names).toEqual(["东园", "西园"]);
  });
});

describe("isDrawn", () => {
  const group = feature("G01", "group", "河东组团", 6);

  it("leaves out hidden layers and hidden legend entries", () => {
    expect(isDrawn(group, "甲类", new Set(), new Set())).toBe(true);
    expect(isDrawn(group, "甲类", new Set(["group" as const]), new Set())).toBe(false);
    expect(isDrawn(group, "甲类", new Set(), new Set(["甲类"]))).toBe(false);
  });

  it("draws kinds without a layer of their own with the zones", () => {
    expect(layerOf("specialty")).toBe("zone");
    expect(layerOf("park")).toBe("park");
  });
});
