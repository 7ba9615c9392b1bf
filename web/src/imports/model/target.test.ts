import { expect, it } from "vitest";
import { freshOf, isWhole } from "./target";

it.each([
  ["North Plan v2.geojson", [], { id: "north-plan-v2", zh: "North Plan v2", en: "North Plan v2" }],
  ["海淀方案.shp.zip", [], { id: "import", zh: "海淀方案", en: "海淀方案" }],
  ["海淀方案.zip", ["import", "import-2"], { id: "import-3", zh: "海淀方案", en: "海淀方案" }],
  ["plan.gpkg", ["plan"], { id: "plan-2", zh: "plan", en: "plan" }],
])("a layout for %s is named after it, by an id that nobody has", (file, taken, fresh) => {
  expect(freshOf(file, taken)).toEqual(fresh);
  expect(isWhole(fresh)).toBe(true);
});

it.each(["", "Plan", "a b", "-a", "a".repeat(61)])("%s is no id", (id) => {
  expect(isWhole({ id, zh: "x", en: "x" })).toBe(false);
});
