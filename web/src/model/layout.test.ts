import { describe, expect, it } from "vitest";
import type { LayoutInfo } from "../api/types";
import { layoutOf, ofKind, parkOf, preferred } from "./layout";
import { COLLECTION, feature } from "./sample";

const layout = layoutOf(COLLECTION);

describe("layoutOf", () => {
  it("knows features by id and by kind, the revision and the notice", () => {
    expect(layout.byId.get("G01")?.properties.name).toBe("河东组团");
    expect(ofKind(layout, "park").map((f) => f.id)).toEqual(["P01", "P02"]);
    expect([layout.revision, layout.notice?.en]).toEqual([3, "Schematic"]);
  });

  it("takes a plain collection and ids that are numbers", () => {
    const plain = layoutOf({
      type: "FeatureCollection",
      features: [{ ...feature("x", "site", "站", null), id: 7 }],
    });
    expect([plain.revision, plain.notice, plain.byId.has("7")]).toEqual([null, null, true]);
  });

  it("finds the park of a feature", () => {
    expect(layout.features.map((f) => parkOf(layout, f)?.id)).toEqual([
      undefined,
      undefined,
      "P01",
      "P02",
      "P01",
      "P01",
      undefined,
    ]);
  });
});

describe("preferred", () => {
  const info = (id: string, error: number) =>
    ({
      id,
      summary: { error, warning: 0, advice: 0, waived: 0, cannot_tell: 0, crashed: 0, passed: 1 },
    }) as LayoutInfo;

  it("is the first without errors, else the first", () => {
    expect(preferred([info("a", 2), info("b", 0)])?.id).toBe("b");
    expect(preferred([info("a", 2), info("b", 1)])?.id).toBe("a");
    expect(preferred([])).toBeUndefined();
  });
});
