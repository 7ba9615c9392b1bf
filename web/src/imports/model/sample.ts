/** An inspection and a preview as the service sends them, for the tests. */

import type { Candidate, Inspection, LayerDecisions, Placement, Preview, Proposal, Value } from "./shapes";

const text = (words: string) => ({ zh: words, en: words });

export const candidate = (value: Value, confidence: number): Candidate => ({
  value,
  title: text(JSON.stringify(value)),
  confidence,
  evidence: [],
});

export const proposal = (part: Partial<Proposal> & Pick<Proposal, "about" | "candidates">): Proposal => ({
  title: text(part.about),
  layer: null,
  column: null,
  word: null,
  asks: false,
  converts: false,
  declared: false,
  ...part,
});

export const GCJ: Placement = { crs: "EPSG:4490", axes: "xy", shift: "gcj02" };
export const PLAIN: Placement = { ...GCJ, shift: "none" };

export const LAYER: LayerDecisions = {
  placement: GCJ,
  columns: { 园区名称: "name", 面积: "stated_area_km2", 类型: "kind", 备注: null },
  units: { 面积: "ha" },
  kind: null,
  kinds: { 发展组团: "group" },
  words: {},
};

export const PLACE = proposal({
  about: "placement",
  layer: "plan",
  asks: true,
  converts: true,
  candidates: [candidate(GCJ, 0.97), candidate(PLAIN, 0.03)],
});
export const UNIT = proposal({
  about: "unit",
  layer: "plan",
  column: "面积",
  asks: true,
  converts: true,
  candidates: [candidate("ha", 0.99), candidate("mu", 0.01)],
});
export const NAME = proposal({
  about: "column",
  layer: "plan",
  column: "园区名称",
  candidates: [candidate("name", 0.99), candidate(null, 0.01)],
});
export const KINDS = proposal({
  about: "kinds",
  layer: "plan",
  column: "类型",
  word: "发展组团",
  candidates: [candidate("group", 1)],
});
export const ENCODING = proposal({
  about: "encoding",
  asks: true,
  candidates: [candidate("GB18030", 0.8), candidate("UTF-8", 0.1)],
});

export const INSPECTION: Inspection = {
  file: "plan.zip",
  format: "shapefile",
  layers: [
    {
      name: "plan",
      features: 3,
      types: { Polygon: 3 },
      columns: [{ name: "园区名称", holds: "text", filled: 3, samples: ["海淀园"] }],
      extent: [116, 39, 117, 40],
      crs: null,
    },
  ],
  proposals: [NAME, UNIT, PLACE, KINDS, ENCODING],
  faults: [],
  remarks: [],
  decisions: { layers: { plan: LAYER }, encoding: "GB18030", repeated_ids: "quarantine", repair: true },
};

const drawn = (id: string, name: string) => ({
  type: "Feature" as const,
  id,
  geometry: null,
  properties: { name, kind: "group" },
});

export const PREVIEW: Preview = {
  layout: "draft",
  revision: 3,
  features: {
    type: "FeatureCollection",
    features: [
      { ...drawn("a", "甲"), change: "same" },
      { ...drawn("b", "乙"), change: "added" },
      { ...drawn("c", "丙"), change: "changed" },
    ],
  },
  removed: { type: "FeatureCollection", features: [drawn("d", "丁")] },
  matches: [
    { id: "a", was: "a", by: "id", share: null },
    { id: "c", was: "old-c", by: "overlap", share: 0.83 },
  ],
  changes: { added: 1, changed: 1, removed: 1, same: 1 },
  areas: [
    { id: "a", name: "甲", stated_km2: 2, measured_km2: 2.0001, difference_share: 0.00005 },
    { id: "c", name: "丙", stated_km2: 3, measured_km2: 2.4, difference_share: -0.2 },
    { id: "b", name: "乙", stated_km2: null, measured_km2: 1, difference_share: null },
  ],
  quarantine: { type: "FeatureCollection", features: [] },
  mended: [],
  remarks: [],
  findings: null,
};
