/** A small layout, rulebook and report for tests. */

import type { Finding, Kind, LayoutCollection, LayoutFeature, Report, Rulebook } from "../api/types";

/** A square of the given half-width around a point, in degrees. */
export const square = (lon: number, lat: number, half = 0.01) => ({
  type: "Polygon" as const,
  coordinates: [
    [
      [lon - half, lat - half],
      [lon + half, lat - half],
      [lon + half, lat + half],
      [lon - half, lat + half],
      [lon - half, lat - half],
    ],
  ],
});

export function feature(
  id: string,
  kind: Kind,
  name: string,
  area_km2: number | null,
  more: Partial<LayoutFeature["properties"]> = {},
): LayoutFeature {
  return {
    type: "Feature",
    id,
    geometry: square(116.4, 40),
    properties: {
      kind,
      name,
      park: null,
      district: null,
      class: null,
      modes: [],
      carriers: [],
      industries: [],
      leading: [],
      cultivated: [],
      stage: null,
      phase: null,
      lot: null,
      basis: "schematic",
      stated_area_km2: null,
      source: null,
      note: null,
      area_km2,
      ...more,
    },
  };
}

export const COLLECTION: LayoutCollection = {
  type: "FeatureCollection",
  yuantu: { layout: "sample", revision: 3, notice: { zh: "示意图", en: "Schematic" } },
  features: [
    feature("P01", "park", "东园", 10),
    feature("P02", "park", "西园", 5.5),
    feature("G01", "group", "河东组团", 6, {
      park: "东园",
      class: "甲类",
      modes: ["研发"],
      industries: ["创新药物(研发)", "大数据"],
    }),
    feature("G02", "group", "河西组团", 1.7, {
      park: "P02",
      class: "乙类",
      modes: ["小镇"],
      industries: ["大数据"],
    }),
    feature("R-1", "reserve", "东园预留", 3, { park: "东园" }),
    feature("S-1", "small", "东园小规模", 1, { park: "东园" }),
    feature("Z-1", "zone", "分区", 40),
  ],
};

export const BOOK: Rulebook = {
  id: "sample",
  version: "1",
  title: { zh: "样例", en: "Sample" },
  frame: { lon_0: 116, lat_0: 40 },
  limits: { total_area_km2: 15, group_min_area_km2: 2, park_count: 2, group_count: 3 },
  classes: ["甲类", { name: "乙类", name_en: "Class B" }],
  modes: ["研发", "小镇"],
  carriers: [],
  industries: [
    { sector: "信息", sector_en: "Information", fields: ["大数据"] },
    { sector: "生物", sector_en: "Biology", fields: ["创新药物"] },
  ],
  parks: [
    { id: "P01", name: "东园", districts: [], approved_area_km2: 10, area_status: null, lon: 116, lat: 40 },
    { id: "P02", name: "西园", districts: [], approved_area_km2: 5, area_status: null, lon: 116, lat: 40 },
  ],
  groups: [
    { id: "G01", name: "河东组团", class: "甲类", park: "东园", lon: 116, lat: 40 },
    { id: "G02", name: "河西组团", class: "乙类", park: "西园", lon: 116, lat: 40 },
    { id: "G03", name: "湖心组团", class: "乙类", park: "西园", lon: 116.2, lat: 40.1 },
  ],
  rules: [{ code: "ARE002", name: "group-too-small", params: { tolerance_m2: 1 } }],
};

export const finding = (id: string, more: Partial<Finding> = {}): Finding => ({
  id,
  rule: "ARE002",
  name: "group-too-small",
  severity: "error",
  status: "open",
  subjects: ["G02"],
  measured: 1.7,
  required: 2,
  unit: "km2",
  tolerance: 1e-6,
  basis: null,
  clause: { document: "文件", locator: "第一条", paraphrase: { zh: "不小于二", en: "At least two" } },
  message: { zh: "太小", en: "Too small" },
  evidence: null,
  fixes: [],
  waiver: null,
  ...more,
});

export function reportOf(findings: Finding[], rules: Report["rules"] = []): Report {
  const summary = { error: 0, warning: 0, advice: 0, waived: 0, cannot_tell: 0, crashed: 0, passed: 0 };
  return { layout: "sample", revision: 3, rulebook: "sample", notice: null, summary, findings, rules };
}
