import { describe, expect, it } from "vitest";
import { chosenCandidate, chosenValue, decide, keyOf, withLayerTaken } from "./decide";
import { candidate, ENCODING, GCJ, INSPECTION, KINDS, NAME, PLACE, PLAIN, proposal, UNIT } from "./sample";

const FIRST = INSPECTION.decisions;

describe("decisions", () => {
  it.each([...INSPECTION.proposals])("say what the first candidate of $about says", (asked) => {
    expect(chosenValue(FIRST, asked)).toEqual(asked.candidates[0]?.value);
    expect(chosenCandidate(FIRST, asked)).toBe(asked.candidates[0]);
  });

  it.each([
    [ENCODING, "UTF-8"],
    [PLACE, PLAIN],
    [UNIT, "mu"],
    [NAME, "note"],
    [KINDS, "zone"],
    [proposal({ about: "kind", layer: "plan", candidates: [] }), "parcel"],
    [proposal({ about: "word", layer: "plan", column: "类型", word: "组团", candidates: [] }), "发展组团"],
    [proposal({ about: "ids", candidates: [] }), "number"],
    [proposal({ about: "repair", candidates: [] }), false],
  ] as const)("take an answer and give it back", (asked, value) => {
    const next = decide(FIRST, asked, value);
    expect(chosenValue(next, asked)).toEqual(value);
    expect(FIRST).toEqual(INSPECTION.decisions);
    expect(decide(next, asked, chosenValue(FIRST, asked) as never)).toEqual(
      asked.about === "word"
        ? { ...FIRST, layers: { plan: { ...FIRST.layers.plan, words: { kind: {} } } } }
        : FIRST,
    );
  });

  it("give a property to one column only", () => {
    const other = proposal({
      about: "column",
      layer: "plan",
      column: "备注",
      candidates: [candidate("name", 0.5)],
    });
    const next = decide(FIRST, other, "name");
    expect(next.layers.plan?.columns).toMatchObject({ 备注: "name", 园区名称: null });
  });

  it("leave a layer out and take it in again", () => {
    const out = withLayerTaken(FIRST, "plan", FIRST, false);
    expect(out.layers.plan).toBeNull();
    expect(chosenValue(out, PLACE)).toBeUndefined();
    expect(decide(out, PLACE, PLAIN)).toEqual(out);
    expect(withLayerTaken(out, "plan", FIRST, true)).toEqual(FIRST);
  });

  it("tell proposals apart by what they are about", () => {
    expect(new Set(INSPECTION.proposals.map(keyOf)).size).toBe(INSPECTION.proposals.length);
    expect(chosenValue(FIRST, PLACE)).toEqual({ ...GCJ });
  });
});
