/** What the properties of features are called, and which of them a table shows. */

import type { Key as AppKey } from "../i18n/translate";
import * as app from "../state";
import type { Item } from "./types";
import { t } from "./words";
import type { Key } from "./zh";

const OWN: Record<string, Key> = {
  id: "field.id",
  kind: "field.kind",
  name: "field.name",
  area_km2: "field.area_km2",
  rule: "field.rule",
  severity: "field.severity",
  status: "field.status",
  message: "field.message",
  subjects: "field.subjects",
  measured: "field.measured",
  required: "field.required",
  unit: "field.unit",
};
const SHARED: Record<string, AppKey> = {
  park: "details.park",
  district: "details.district",
  class: "details.class",
  modes: "details.modes",
  carriers: "details.carriers",
  industries: "details.industries",
  leading: "details.leading",
  cultivated: "details.cultivated",
  stage: "details.stage",
  phase: "details.phase",
  lot: "details.lot",
  stated_area_km2: "details.stated",
  basis: "details.basis",
  source: "details.source",
  note: "details.note",
};
const COLUMNS = ["kind", "park", "district", "class", "phase", "stated_area_km2"] as const;
const FINDING_COLUMNS = ["severity", "status", "message", "measured", "required", "unit"] as const;
/** The properties by which a collection can be put in order. */
export const SORTABLE = [
  "name", "kind", "park", "district", "class", "stage", "phase", "lot", "basis", "stated_area_km2",
] as const; // biome-ignore format: a list

/** What a property is called; what has no name of ours keeps its own. */
export function labelOf(name: string): string {
  const own = OWN[name];
  const shared = SHARED[name];
  return own ? t(own) : shared ? app.t(shared) : name;
}

export const empty = (value: unknown): boolean =>
  value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length);

/** The columns worth showing: those that say something, and not the same kind in every row. */
export function columnsOf(items: readonly Item[], findings: boolean): string[] {
  const known: readonly string[] = findings ? FINDING_COLUMNS : COLUMNS;
  return known.filter((name) => {
    const values = items.map((item) => item.properties?.[name] as unknown);
    if (name === "kind" && new Set(values).size < 2) return false;
    return values.some((value) => !empty(value));
  });
}

/** What a feature is called in a list. */
export function nameOf(item: Item): string {
  const said = item.properties ?? {};
  for (const value of [said.name, said.rule]) if (typeof value === "string" && value) return value;
  return String(item.id ?? "");
}
