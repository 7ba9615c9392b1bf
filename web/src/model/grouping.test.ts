import { describe, expect, it } from "vitest";
import {
  categoriesOf,
  categoryOf,
  countsOf,
  fieldOf,
  hasIndustry,
  nameOf,
  sectorOf,
  withIndustry,
} from "./grouping";
import { layoutOf } from "./layout";
import { BOOK, COLLECTION, feature } from "./sample";

const layout = layoutOf(COLLECTION);
const at = (id: string) => layout.byId.get(id) as NonNullable<ReturnType<typeof layout.byId.get>>;

describe("categoriesOf", () => {
  it("follows the rulebook and ends with what it does not name", () => {
    expect(categoriesOf("class", BOOK).map((c) => c.key)).toEqual([
      "甲类",
      "乙类",
      "none",
      "reserve",
      "small",
    ]);
    expect(
      categoriesOf("industry", BOOK)
        .map((c) => c.key)
        .slice(0, 2),
    ).toEqual(["信息", "生物"]);
  });

  it("gives every entry a look of its own, in colour and in pattern", () => {
    const looks = categoriesOf("mode", BOOK).map((c) => c.look);
    expect(new Set(looks.map((l) => l.light.fill)).size).toBe(looks.length);
    expect(new Set(looks.map((l) => `${l.light.fill}${l.pattern}`)).size).toBe(looks.length);
  });
});

describe("categoryOf", () => {
  it("reads the class, the first mode or the sector of the first industry", () => {
    expect(categoryOf(at("G01"), "class", BOOK)).toBe("甲类");
    expect(categoryOf(at("G01"), "mode", BOOK)).toBe("研发");
    expect(categoryOf(at("G01"), "industry", BOOK)).toBe("生物");
  });

  it("calls spaces that are no group by their kind", () => {
    expect(categoryOf(at("R-1"), "mode", BOOK)).toBe("reserve");
    expect(categoryOf(at("S-1"), "class", BOOK)).toBe("small");
  });

  it("counts missing and unknown values as none", () => {
    const odd = feature("G09", "group", "x", 3, { class: "丙类", modes: [], industries: ["未知"] });
    for (const mode of ["class", "mode", "industry"] as const)
      expect(categoryOf(odd, mode, BOOK)).toBe("none");
  });

  it("is counted over the layout", () => {
    const counts = countsOf(layout.features, "class", BOOK);
    expect([counts.get("甲类"), counts.get("乙类"), counts.get("reserve")]).toEqual([1, 1, 1]);
  });
});

describe("industries", () => {
  it("drop the stage of a tag, in either kind of brackets", () => {
    expect(fieldOf("创新药物(研发)")).toBe("创新药物");
    expect(fieldOf("创新药物（制造）")).toBe("创新药物");
    expect(fieldOf("大数据")).toBe("大数据");
  });

  it("belong to sectors", () => {
    expect(sectorOf("创新药物(研发)", BOOK.industries)).toBe("生物");
    expect(sectorOf("信息", BOOK.industries)).toBe("信息");
    expect(sectorOf("未知", BOOK.industries)).toBeNull();
  });

  it("pick features by sector or by field", () => {
    expect(hasIndustry(at("G01"), "大数据", BOOK.industries)).toBe(true);
    expect([...withIndustry(layout.features, "生物", BOOK.industries)]).toEqual(["G01"]);
    expect([...withIndustry(layout.features, "信息", BOOK.industries)]).toEqual(["G01", "G02"]);
  });
});

it("reads terms written either way", () => {
  expect(BOOK.classes.map(nameOf)).toEqual(["甲类", "乙类"]);
});
