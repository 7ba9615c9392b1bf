import { describe, expect, it } from "vitest";
import { formatView, parseView, type View } from "./address";

const view: View = {
  layout: "practice-draft",
  lang: "en",
  colour: "industry",
  industry: "创新药物",
  finding: "77f0a1c50bba695f",
  feature: null,
  stage: "all",
  against: 2,
  filter: { only: "ARE002", hidden: new Set(["GEO002", "GEO003"]), park: "P01", inView: true },
  at: { lat: 39.90123, lon: 116.40456, zoom: 11.25 },
};

describe("the address", () => {
  it("reopens the same view", () => expect(parseView(formatView(view))).toEqual(view));

  it("is empty for the default view", () => {
    expect(formatView(parseView(""))).toBe("");
    expect(parseView("")).toMatchObject({ layout: null, lang: null, colour: "class", at: null });
  });

  it("takes no nonsense", () => {
    const odd = parseView("#lang=fr&colour=rainbow&at=1_2&layout=&at=x");
    expect(odd).toMatchObject({ lang: null, colour: "class", at: null, layout: null });
    for (const at of ["91_116_9", "40_200_9", "40_116_99", "40_116_9_1", "a_b_c", ""])
      expect(parseView(`#at=${at}`).at).toBeNull();
  });
});
