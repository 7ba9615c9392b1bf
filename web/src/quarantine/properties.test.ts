import { expect, it } from "vitest";
import { propertiesOf } from "./properties";

const OWN = { number: 3, file: "a.zip", layer: "a", row: 0, id: null, code: "no-geometry", at: null };
const names = new Set(["name", "modes", "stated_area_km2", "note"] as const);
const of = (more: object) =>
  propertiesOf({ properties: { ...OWN, reason: { zh: "", en: "" }, ...more } }, ["group"], names);

it("a feature takes along what a layout has a place for", () => {
  expect(of({ name: "甲", kind: "group", modes: ["x"], stated_area_km2: 2.5, 备注: "y" })).toEqual({
    name: "甲",
    kind: "group",
    modes: ["x"],
    stated_area_km2: 2.5,
  });
});

it("what has another form, or is no kind, stays behind", () => {
  expect(of({ name: 5, kind: "组团", modes: "x", stated_area_km2: "2.5" })).toEqual({});
});
