import { describe, expect, it } from "vitest";
import { type Findable, find, prepare } from "./find";

const ALL: Findable[] = [
  { kind: "feature", id: "P00002", names: ["永丰地块 2"] },
  { kind: "group", id: "G03", names: ["永丰组团", "Yongfeng"] },
  { kind: "park", id: "hd", names: ["海淀园", "Haidian Park"], more: "海淀区" },
  {
    kind: "rule",
    id: "ARE002",
    names: ["组团面积不小于下限", "A group has at least 2 km²"],
    more: "group-too-small",
  },
  { kind: "clause", id: "ARE002", names: ["002 第三章"], more: "2平方公里以上" },
  { kind: "command", id: "print", names: ["打印布局图", "Print the map"] },
];
const index = prepare(ALL);
const ids = (query: string, limit = 9) => find(index, query, limit).hits.map((h) => `${h.kind} ${h.id}`);

describe("finding", () => {
  it("knows names in both languages, ids and codes, in any width and case", () => {
    expect(ids("永丰组团")).toEqual(["group G03"]);
    expect(ids("yongfeng")).toEqual(["group G03"]);
    expect(ids("ＹＯＮＧＦＥＮＧ")).toEqual(["group G03"]);
    expect(ids("are002")).toEqual(["rule ARE002", "clause ARE002"]);
    expect(ids("group-too-small")).toEqual(["rule ARE002"]);
  });

  it("puts what fits best first, then parks and groups before other features", () => {
    expect(ids("永丰")).toEqual(["group G03", "feature P00002"]);
    expect(ids("海淀")).toEqual(["park hd"]);
    expect(ids("park")).toEqual(["park hd"]);
  });

  it("wants every word, in whatever order", () => {
    expect(ids("map print")).toEqual(["command print"]);
    expect(ids("map yongfeng")).toEqual([]);
    expect(ids("公里 2平方")).toEqual(["clause ARE002"]);
  });

  it("finds nothing where nothing is asked, and counts what it leaves out", () => {
    expect(find(index, "  ", 5)).toEqual({ hits: [], total: 0 });
    expect(find(index, "0", 2)).toMatchObject({ total: 4 });
    expect(ids("0", 2)).toHaveLength(2);
  });

  it("is fast among 20,000 features", () => {
    const many: Findable[] = Array.from({ length: 20_000 }, (_, i) => ({
      kind: "feature",
      id: `P${String(i).padStart(5, "0")}`,
      names: [`中关村科学城地块 ${i}`, `Science city parcel ${i}`],
    }));
    const started = performance.now();
    const large = prepare([...ALL, ...many]);
    const prepared = performance.now() - started;
    const times = ["地块", "parcel 199", "P19999", "永丰", "没有的"].map((query) => {
      const from = performance.now();
      find(large, query, 40);
      return performance.now() - from;
    });
    expect(find(large, "P19999", 40).hits[0]?.id).toBe("P19999");
    // A frame has 16 ms; the bounds are wide, because other programs may have the machine.
    expect(prepared).toBeLessThan(1500);
    expect(Math.min(...times)).toBeLessThan(100);
  });
});
