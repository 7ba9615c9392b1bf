import { describe, expect, it } from "vitest";
import { moves, titleOf, totalsByKind, valueText } from "./values";

const haidian = { park: "海淀园", class: "核心区" };
const nowhere = { park: null, class: null };

describe("areas", () => {
  it("are summed by kind, and only rows that differ are listed", () => {
    const totals = [
      { kind: "group" as const, ...haidian, before_m2: 5e6, after_m2: 7e6 },
      { kind: "group" as const, ...nowhere, before_m2: 1e6, after_m2: 1e6 + 0.1 },
      { kind: "park" as const, ...nowhere, before_m2: 9e6, after_m2: 9e6 },
    ];
    expect(totalsByKind(totals)).toEqual([
      { kind: "group", rows: [totals[0]], before_m2: 6e6, after_m2: 8e6 + 0.1 },
    ]);
  });

  it("move where park or class change, the largest first", () => {
    const flow = (from: typeof haidian | null, to: typeof haidian | null, area_m2: number) => ({
      kind: "group" as const,
      from,
      to,
      area_m2,
    });
    const all = [
      flow(haidian, haidian, 9e6),
      flow(null, haidian, 1e6),
      flow(haidian, null, 2e6),
      flow(null, haidian, 0.1),
    ];
    expect(moves(all)).toEqual([all[2], all[1]]);
  });
});

it("writes values of every type, and nothing where there is nothing", () => {
  expect(["a", 2.5, ["x", "y"], { a: 1 }].map((value) => valueText(value, "、"))).toEqual([
    "a",
    "2.5",
    "x、y",
    '{"a":1}',
  ]);
  expect([null, undefined, "", []].map((value) => valueText(value, ", "))).toEqual([null, null, null, null]);
});

it("calls a property as its kind's form does", () => {
  const field = (zh: string) => ({ name: "note" as const, title: { zh, en: zh } });
  const kinds = [
    { kind: "park" as const, fields: [field("园区说明")] },
    { kind: "group" as const, fields: [field("说明")] },
  ] as unknown as Parameters<typeof titleOf>[2];
  expect(titleOf("note", "group", kinds)?.zh).toBe("说明");
  expect(titleOf("note", "zone", kinds)?.zh).toBe("园区说明");
  expect(titleOf("lot", "group", kinds)).toBeUndefined();
});
