import { describe, expect, it } from "vitest";
import { industryTree, rowsOf, stepOf, tickOf } from "./tree";

const ENGLISH: Record<string, string> = {
  新一代信息技术: "New-generation IT",
  人工智能: "Artificial intelligence",
  大数据: "Big data",
  生物与健康: "Biotechnology and health",
  创新药物: "Innovative drugs",
};
const tree = industryTree(
  [
    { sector: "新一代信息技术", fields: ["人工智能", "大数据"] },
    { sector: "生物与健康", fields: ["创新药物"] },
  ],
  ["研发", "制造"],
  (tag) => ENGLISH[tag] ?? null,
);
const shown = (open: string[], query = "") => rowsOf(tree, new Set(open), query).map((row) => row.node.tag);

describe("the rows", () => {
  it("are the sectors, and what is unfolded below them", () => {
    expect(shown([])).toEqual(["新一代信息技术", "生物与健康"]);
    expect(shown(["生物与健康", "创新药物"])).toEqual([
      "新一代信息技术",
      "生物与健康",
      "创新药物",
      "创新药物(研发)",
      "创新药物(制造)",
    ]);
    expect(
      rowsOf(tree, new Set(["新一代信息技术"])).map((r) => [r.node.level, r.open, r.place, r.of]),
    ).toEqual([
      [1, true, 1, 2],
      [2, false, 1, 2],
      [2, false, 2, 2],
      [1, false, 2, 2],
    ]);
  });

  it.each([
    ["智能", ["新一代信息技术", "人工智能"]],
    ["数据", ["新一代信息技术", "大数据"]],
    ["big", ["新一代信息技术", "大数据"]],
    ["DATA BI", ["新一代信息技术", "大数据"]],
    ["drugs", ["生物与健康", "创新药物"]],
    ["it", ["新一代信息技术"]],
    ["igence", []],
    ["没有", []],
  ])("of the search for %s", (query, tags) => expect(shown([], query)).toEqual(tags));

  it("below a sector that was searched for can still be unfolded", () => {
    expect(shown(["生物与健康"], "健康")).toEqual(["生物与健康", "创新药物"]);
  });
});

describe("keys", () => {
  const rows = rowsOf(tree, new Set(["新一代信息技术"]));
  it.each([
    ["新一代信息技术", "ArrowDown", { to: "人工智能" }],
    ["人工智能", "ArrowUp", { to: "新一代信息技术" }],
    ["新一代信息技术", "ArrowUp", { to: "新一代信息技术" }],
    ["生物与健康", "ArrowDown", { to: "生物与健康" }],
    ["生物与健康", "ArrowRight", { unfold: "生物与健康" }],
    ["新一代信息技术", "ArrowRight", { to: "人工智能" }],
    ["新一代信息技术", "ArrowLeft", { fold: "新一代信息技术" }],
    ["人工智能", "ArrowLeft", { to: "新一代信息技术" }],
    ["人工智能", "End", { to: "生物与健康" }],
    ["生物与健康", "Home", { to: "新一代信息技术" }],
    ["人工智能", " ", { toggle: "人工智能" }],
    ["人工智能", "x", null],
    [null, "ArrowDown", { to: "人工智能" }],
  ])("from %s, %s", (at, key, step) => expect(stepOf(rows, at, key)).toEqual(step));

  it("do nothing where nothing is on show", () => expect(stepOf([], null, "ArrowDown")).toBeNull());
});

it("a sector is half ticked by what is ticked below it", () => {
  const held = new Map([["创新药物(研发)", "all"] as const]);
  expect(
    ["生物与健康", "创新药物", "创新药物(研发)", "大数据"].map((tag) => tickOf(tree, tag, held)),
  ).toEqual(["some", "some", "all", "none"]);
});
