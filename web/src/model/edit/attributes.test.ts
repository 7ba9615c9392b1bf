import { describe, expect, it } from "vitest";
import type { LayoutFeature } from "../../api/types";
import { changeAttributes, commonOf, heldWords, toggled } from "./attributes";
import type { Places } from "./belonging";
import type { EditDocument } from "./document";
import { begin, record, undo } from "./history";
import { documentOf, featureOf, ORIGIN, square } from "./samples";

const NOWHERE: Places = { districts: [], of: () => [] };
const [X, Y] = ORIGIN;

const of = (id: string, properties: Partial<LayoutFeature["properties"]>): LayoutFeature => {
  const feature = featureOf(id, [[square(X, Y)]]);
  return { ...feature, properties: { ...feature.properties, ...properties } };
};

const start = (): EditDocument =>
  documentOf([
    of("a", { phase: "2025", modes: ["研发创新"], industries: ["人工智能", "大数据"] }),
    of("b", { phase: "2030", modes: ["研发创新"], industries: ["大数据"] }),
    { ...of("c", { phase: "2030" }), geometry: null },
  ]);

const features = (document = start(), ids = ["a", "b"]) =>
  ids.flatMap((id) => document.features.get(id) ?? []);

describe("several features", () => {
  it("have a value in common, or several", () => {
    expect(commonOf(features(start(), ["b", "c"]), "phase")).toEqual({ same: true, value: "2030" });
    expect(commonOf(features(), "phase")).toEqual({ same: false, values: ["2025", "2030"] });
    expect(commonOf([of("x", { note: "" }), of("y", { note: null })], "note")).toEqual({
      same: true,
      value: null,
    });
    expect(commonOf([], "note")).toEqual({ same: true, value: null });
  });

  it("have words that all or some have", () => {
    expect([...heldWords(features(), "industries")]).toEqual([
      ["人工智能", "some"],
      ["大数据", "all"],
    ]);
    expect([...heldWords(features(), "industries", { add: ["云计算"], remove: ["大数据"] })]).toEqual([
      ["人工智能", "some"],
      ["云计算", "all"],
    ]);
  });
});

describe("ticking a word", () => {
  const tick = (word: string, times: number) => {
    let change: ReturnType<typeof toggled>;
    for (let i = 0; i < times; i++) change = toggled(features(), "industries", change, word);
    return change;
  };

  it("adds it to all, takes it from all, and comes round", () => {
    expect(tick("云计算", 1)).toEqual({ add: ["云计算"], remove: [] });
    expect(tick("云计算", 2)).toBeUndefined();
    expect(tick("大数据", 1)).toEqual({ add: [], remove: ["大数据"] });
    expect(tick("大数据", 2)).toBeUndefined();
  });

  it("that some have, gives it to all first", () => {
    expect(tick("人工智能", 1)).toEqual({ add: ["人工智能"], remove: [] });
    expect(tick("人工智能", 2)).toEqual({ add: [], remove: ["人工智能"] });
    expect(tick("人工智能", 3)).toEqual({ add: ["人工智能"], remove: [] });
  });
});

describe("applying a form", () => {
  const titles = { phase: { zh: "建设时序", en: "Phase" }, industries: { zh: "产业方向", en: "Industries" } };

  it("changes all features in one step, and takes it back in one", () => {
    const changes = { phase: { set: "2035" }, industries: { add: ["云计算"], remove: ["大数据"] } } as const;
    const done = changeAttributes(start(), ["a", "b"], changes, NOWHERE, titles);
    if (!done.ok) throw new Error("refused");
    expect(done.patch.put.map((f) => [f.properties.phase, f.properties.industries])).toEqual([
      ["2035", ["人工智能", "云计算"]],
      ["2035", ["云计算"]],
    ]);
    expect(done.title).toEqual({
      zh: "修改 2 个要素的建设时序、产业方向",
      en: "Change phase, industries of 2 features",
    });
    const first = begin(start());
    const history = record(first, done.document, done.title);
    expect(history.done).toHaveLength(1);
    expect(new Map(undo(history).document.features)).toEqual(new Map(first.document.features));
  });

  it("changes only what differs, and is named after that", () => {
    const done = changeAttributes(start(), ["a", "b"], { phase: { set: "2030" } }, NOWHERE, titles);
    expect(done).toMatchObject({ title: { zh: "修改“a”的建设时序", en: "Change phase of “a”" } });
    const again = changeAttributes(start(), ["b", "c"], { phase: { set: "2030" } }, NOWHERE);
    expect(again).toMatchObject({ ok: false, reason: { zh: "没有变化。" } });
    expect(changeAttributes(start(), ["gone"], { phase: { set: "2030" } }, NOWHERE)).toMatchObject({
      ok: false,
    });
  });

  it("works on features without an outline", () => {
    expect(changeAttributes(start(), ["c"], { note: { set: "注" } }, NOWHERE)).toMatchObject({ ok: true });
  });

  it("remembers a place that was set by hand even where it says the same", () => {
    const before = documentOf([of("a", { park: "甲园" })]);
    const done = changeAttributes(before, ["a"], { park: { set: "甲园" } }, NOWHERE);
    expect(done.ok && done.document.features.get("a")?.byHand).toEqual(["park"]);
  });
});
