/** Values of properties and differences of areas as the page writes them. */

import type { AreaTotal, Flow, Place } from "../../api/scenarios";
import type { Kind, KindForm, Text } from "../../api/types";

const M2_PER_KM2 = 1e6;
/** Less ground than this did not move, in m². */
const NOISE_M2 = 0.5;

export const km2 = (m2: number): number => m2 / M2_PER_KM2;

/** A value as text, lists joined; null where it says nothing. */
export function valueText(value: unknown, join: string): string | null {
  if (Array.isArray(value)) return value.length ? value.map(String).join(join) : null;
  if (value === null || value === undefined || value === "") return null;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** What a property is called in forms; undefined where no form has it. */
export const titleOf = (name: string, kind: Kind, kinds: readonly KindForm[]): Text | undefined =>
  [...kinds.filter((form) => form.kind === kind), ...kinds]
    .flatMap((form) => form.fields)
    .find((field) => field.name === name)?.title;

export interface KindTotals {
  readonly kind: Kind;
  readonly rows: readonly AreaTotal[];
  readonly before_m2: number;
  readonly after_m2: number;
}

/** The totals of each kind whose ground moved; its rows are those that differ. */
export function totalsByKind(totals: readonly AreaTotal[]): KindTotals[] {
  const kinds = [...new Set(totals.map((total) => total.kind))];
  return kinds
    .map((kind) => {
      const all = totals.filter((total) => total.kind === kind);
      const sum = (side: "before_m2" | "after_m2") => all.reduce((m2, total) => m2 + total[side], 0);
      const rows = all.filter((total) => Math.abs(total.after_m2 - total.before_m2) >= NOISE_M2);
      return { kind, rows, before_m2: sum("before_m2"), after_m2: sum("after_m2") };
    })
    .filter(({ rows }) => rows.length > 0);
}

const samePlace = (a: Place | null, b: Place | null): boolean =>
  a?.park === b?.park && a?.class === b?.class && (a === null) === (b === null);

/** The ground that changed its park or class, was newly covered or is no longer, the largest first. */
export const moves = (flows: readonly Flow[]): Flow[] =>
  flows
    .filter((flow) => flow.area_m2 >= NOISE_M2 && !samePlace(flow.from, flow.to))
    .sort((a, b) => b.area_m2 - a.area_m2);
