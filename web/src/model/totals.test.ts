import { describe, expect, it } from "vitest";
import { layoutOf } from "./layout";
import { BOOK, COLLECTION, feature } from "./sample";
import { blocksOf, budgetOf, deviation, spacesOf } from "./totals";

const layout = layoutOf(COLLECTION);

describe("blocksOf", () => {
  const blocks = blocksOf(layout, BOOK);

  it("puts groups under the park that they name, by name or by id", () => {
    expect(blocks.map((b) => [b.park?.id, b.groups.map((g) => g.id)])).toEqual([
      ["P01", ["G01"]],
      ["P02", ["G02", "G03"]],
    ]);
  });

  it("holds parks against their approved area and groups against the least one", () => {
    expect(blocks[1]?.park?.limit_km2).toBe(5);
    expect(blocks[1]?.groups[0]?.limit_km2).toBe(2);
    expect(deviation(blocks[1]?.park as never)).toBeCloseTo(0.5);
    expect(deviation(blocks[1]?.groups[0] as never)).toBeCloseTo(-0.3);
  });

  it("names what the roster lists and the layout lacks", () => {
    expect(blocks[1]?.groups[1]).toMatchObject({ name: "湖心组团", missing: true, area_km2: null });
  });

  it("keeps groups without a park", () => {
    const stray = layoutOf({ ...COLLECTION, features: [feature("G09", "group", "孤岛", 3)] });
    const last = blocksOf(stray, BOOK).at(-1);
    expect(last?.park).toBeNull();
    expect(last?.groups.map((g) => g.id)).toEqual(["G09"]);
  });
});

describe("budgetOf", () => {
  it("adds up the parks and, inside them, the space classes", () => {
    expect(budgetOf(layout, 15)).toEqual({
      total_km2: 15.5,
      limit_km2: 15,
      over_km2: 0.5,
      group_km2: 7.7,
      reserve_km2: 3,
      small_km2: 1,
    });
  });

  it("counts an area that could not be measured as none", () => {
    const odd = layoutOf({ ...COLLECTION, features: [feature("P01", "park", "东园", null)] });
    expect(budgetOf(odd, 15).total_km2).toBe(0);
  });
});

it("spacesOf divides one park", () => {
  const park = layout.byId.get("P01");
  expect(park && spacesOf(layout, park)).toEqual({ group_km2: 6, reserve_km2: 3, small_km2: 1 });
});
