import { describe, expect, it } from "vitest";
import { decide, keyOf, withLayerTaken } from "./decide";
import { carriedOver, certaintyOf, openOf, plainOf, questionsOf, reasonOf } from "./questions";
import { candidate, ENCODING, GCJ, INSPECTION, KINDS, NAME, PLACE, PLAIN, proposal, UNIT } from "./sample";

const FIRST = INSPECTION.decisions;

describe("questions", () => {
  it("come before what is settled, in the order in which they hang together", () => {
    const { asking, settled } = questionsOf(INSPECTION, FIRST);
    expect(asking).toEqual([ENCODING, PLACE, UNIT]);
    expect(settled).toEqual([NAME, KINDS]);
  });

  it("no longer matter once their column or layer is left out", () => {
    const noArea = decide(FIRST, { ...NAME, column: "面积" }, null);
    expect(questionsOf(INSPECTION, noArea).asking).not.toContain(UNIT);
    const noLayer = withLayerTaken(FIRST, "plan", FIRST, false);
    expect(questionsOf(INSPECTION, noLayer)).toEqual({ asking: [ENCODING], settled: [] });
  });

  it("say why they are asked", () => {
    expect(reasonOf(PLACE)).toBe("converts");
    expect(reasonOf(ENCODING)).toBe("unsure");
    const close = proposal({ about: "kind", candidates: [candidate("group", 0.5), candidate("zone", 0.45)] });
    expect(reasonOf(close)).toBe("close");
    expect([0.95, 0.7, 0.4, 0].map(certaintyOf)).toEqual(["sure", "likely", "unsure", "unlikely"]);
  });

  it("are open until they are answered", () => {
    const { asking } = questionsOf(INSPECTION, FIRST);
    expect(openOf(asking, new Set([keyOf(PLACE)]))).toEqual([ENCODING, UNIT]);
  });

  it("compare a conversion with the place as it is in the file", () => {
    expect(plainOf(PLACE, GCJ)).toEqual({ value: PLAIN, title: PLACE.candidates[1]?.title });
    expect(plainOf(PLACE, { ...GCJ, crs: "EPSG:4548" })).toMatchObject({
      value: { shift: "none" },
      title: null,
    });
    expect(plainOf(PLACE, PLAIN)?.value).toEqual(GCJ);
    expect(plainOf(NAME, "name")).toBeNull();
  });

  it("keep their answers when the file is read under another encoding", () => {
    const decided = decide(decide(FIRST, PLACE, PLAIN), UNIT, "mu");
    const after = {
      ...INSPECTION,
      proposals: [PLACE, ENCODING],
      decisions: { ...FIRST, encoding: "UTF-8" },
    };
    const kept = carriedOver(INSPECTION, decided, new Set([keyOf(PLACE), keyOf(UNIT)]), after);
    expect(kept.decisions.layers.plan?.placement).toEqual(PLAIN);
    expect(kept.decisions.layers.plan?.units).toEqual({ 面积: "ha" });
    expect(kept.decisions.encoding).toBe("UTF-8");
    expect(kept.answered).toEqual(new Set([keyOf(PLACE), keyOf(ENCODING)]));
  });
});
