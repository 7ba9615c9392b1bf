import { describe, expect, it } from "vitest";
import type { Finding } from "../api/types";
import { layoutOf } from "../model/layout";
import {
  atlasBody,
  FIRST_ORDER,
  isWhole,
  type Order,
  scaleText,
  sheetAddress,
  type Template,
  thingsOf,
  withTemplate,
} from "./order";

const template = (part: Partial<Template>): Template => ({
  id: "park_map",
  title: { zh: "分园图", en: "Park map" },
  about: null,
  needs_against: false,
  ...part,
});

describe("the address of a sheet", () => {
  it("leaves out what is as it is by default", () => {
    expect(sheetAddress("a/b", 3, FIRST_ORDER, "svg")).toBe("api/layouts/a%2Fb/sheet.svg?revision=3");
  });

  it("says everything else", () => {
    const order: Order = {
      ...FIRST_ORDER,
      template: "park_map",
      landscape: false,
      scale: 50_000,
      about: "P01",
      maker: "某院 & 某局",
    };
    const query = new URLSearchParams(sheetAddress("x", 1, order, "pdf").split("?")[1]);
    expect(Object.fromEntries(query)).toEqual({
      revision: "1",
      template: "park_map",
      landscape: "false",
      scale: "50000",
      about: "P01",
      maker: "某院 & 某局",
    });
  });
});

it("orders an atlas on the paper of the order, each page at the scale that fits", () => {
  const order: Order = {
    ...FIRST_ORDER,
    template: "park_map",
    about: "P01",
    scale: 50_000,
    sheet: "a4",
    secrecy: "内部",
  };
  expect(atlasBody(order, "groups", 2)).toEqual({
    by: "groups",
    revision: 2,
    sheet: "a4",
    landscape: true,
    lang: "zh",
    grid: "auto",
    maker: "",
    approval: "",
    secrecy: "内部",
  });
});

it("knows what an order still lacks", () => {
  expect(isWhole(FIRST_ORDER, template({}))).toBe(true);
  expect(isWhole(FIRST_ORDER, template({ about: "park" }))).toBe(false);
  expect(isWhole({ ...FIRST_ORDER, about: "P01" }, template({ about: "park" }))).toBe(true);
  expect(isWhole(FIRST_ORDER, template({ needs_against: true }))).toBe(false);
});

it("forgets what another template does not ask for", () => {
  const order: Order = { ...FIRST_ORDER, about: "P01", against: 1, sheet: "a1" };
  const next = withTemplate(order, template({ id: "industry_map" }), null);
  expect(next).toEqual({ ...FIRST_ORDER, template: "industry_map", sheet: "a1" });
  expect(withTemplate(order, template({ about: "group" }), "G01").about).toBe("G01");
});

it("finds what a sheet can be about", () => {
  const feature = (id: string, kind: string, name: string | null) => ({
    type: "Feature",
    id,
    geometry: null,
    properties: { kind, name },
  });
  const layout = layoutOf({
    type: "FeatureCollection",
    features: [feature("P01", "park", "海淀园"), feature("G01", "group", null)],
  } as never);
  expect(thingsOf("park", layout, [])).toEqual([{ id: "P01", name: { zh: "海淀园", en: "海淀园" } }]);
  expect(thingsOf("group", layout, [])[0]?.name.zh).toBe("G01");
  const finding = { id: "f1", rule: "ARE002", status: "open", message: { zh: "过小", en: "too small" } };
  const crashed = { ...finding, id: "f2", status: "crashed" };
  expect(thingsOf("finding", layout, [finding, crashed] as unknown as Finding[])).toEqual([
    { id: "f1", name: { zh: "ARE002 过小", en: "ARE002 too small" } },
  ]);
});

it("writes a scale as maps do", () => {
  expect([scaleText(2000), scaleText(1_000_000)]).toEqual(["1:2\u202f000", "1:1\u202f000\u202f000"]);
});
