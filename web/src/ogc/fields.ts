/** What the properties of features are called, and which of them a table shows. */

import type { Key as AppKey } from "../i18n/translate";
import { measure, measurePair } from "../model/format";
import * as app from "../state";
import { isFindings } from "./state";
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
  tolerance: "field.tolerance",
  document: "field.document",
  locator: "field.locator",
  title: "field.title",
  title_en: "field.title",
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
const FINDING_COLUMNS = ["severity", "status", "message", "subjects", "measured", "required"] as const;
const SORTABLE = [
  "name", "kind", "park", "district", "class", "stage", "phase", "lot", "basis", "stated_area_km2",
] as const; // biome-ignore format: a list
const SORTABLE_FINDINGS = ["severity", "status", "rule", "measured", "required", "document"] as const;
/** The properties by which the collection can be put in order. */
export const sortable = (): readonly string[] => (isFindings ? SORTABLE_FINDINGS : SORTABLE);

/** What a page shows of a feature: of a finding, its sentences in the page's language and numbers with their unit. */
export function saidOf(item: Item): Readonly<Record<string, unknown>> {
  const all = (item.properties ?? {}) as Readonly<Record<string, unknown>>;
  if (!isFindings) return all;
  const { name: _, title, title_en, message, message_en, unit, ...rest } = all;
  const english = app.lang.value === "en";
  const of = typeof unit === "string" ? unit : null;
  const said: Record<string, unknown> = {
    ...rest,
    title: english ? title_en : title,
    message: english ? message_en : message,
  };
  for (const name of ["measured", "required", "tolerance"])
    if (typeof rest[name] === "number") said[name] = measure(rest[name], of, app.lang.value);
  if (typeof rest.measured === "number" && typeof rest.required === "number")
    [said.measured, said.required] = measurePair(rest.measured, rest.required, of, app.lang.value);
  return said;
}

/** What a property is called; what has no name of ours keeps its own. */
export function labelOf(name: string): string {
  if (isFindings && name === "basis") return t("field.basis");
  const own = OWN[name];
  const shared = SHARED[name];
  return own ? t(own) : shared ? app.t(shared) : name;
}

export const empty = (value: unknown): boolean =>
  value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length);

/** The columns worth showing: those that say something, and not the same kind in every row. */
export function columnsOf(items: readonly Item[]): string[] {
  const known: readonly string[] = isFindings ? FINDING_COLUMNS : COLUMNS;
  return known.filter((name) => {
    const values = items.map((item) => item.properties?.[name] as unknown);
    if (name === "kind" && new Set(values).size < 2) return false;
    return values.some((value) => !empty(value));
  });
}

/** What a feature is called in a list. */
export function nameOf(item: Item): string {
  const said = saidOf(item);
  for (const value of [said.name, said.title]) if (typeof value === "string" && value) return value;
  return String(item.id ?? "");
}
