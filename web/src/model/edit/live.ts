/** Areas while someone draws: of the selection, of the whole zone against its limit, of a group against the least. */

import type { LayoutFeature } from "../../api/types";
import type { EditDocument } from "./document";
import { Layered } from "./layered";
import { polygonsOf } from "./shape";

/** The rulebook's numbers; `tolerance` is what the rule on groups lets pass. */
export interface Limits {
  readonly total_area_km2: number;
  readonly group_min_area_km2: number;
  readonly group_tolerance_km2?: number;
}

export interface LiveNumbers {
  readonly total_km2: number;
  /** What is left of the zone's total; below zero it is exceeded. */
  readonly left_km2: number;
  readonly selected: readonly SelectedArea[];
}

export interface SelectedArea {
  readonly id: string;
  readonly area_km2: number;
  /** The difference to what it was before the gesture. */
  readonly gained_km2: number;
  /** What a group lacks to the least area; null for other kinds and for groups that are large enough. */
  readonly short_km2: number | null;
}

const MM2_PER_M2 = 1e6;
const MM2_PER_KM2 = 1e12;

/** The area of one feature in km². Outlines that did not change are not measured again. */
export const areaOf_km2 = (document: EditDocument, id: string): number =>
  document.frame.area_km2(polygonsOf(document.features.get(id)?.geometry));

/** The area that all features of a kind cover, summed like the service does, over whole square millimetres. */
export function totalOf_km2({ frame, features }: EditDocument, kind: string): number {
  const areaOf_mm2 = (feature: LayoutFeature | undefined): number =>
    feature?.properties.kind === kind
      ? Math.round(frame.area_m2(polygonsOf(feature.geometry)) * MM2_PER_M2)
      : 0;
  // Whole numbers add up the same in any order: what changed is taken out of the sum and put in anew.
  const base = features instanceof Layered ? features.base : features;
  const known = totals.get(base) ?? new Map<string, number>();
  totals.set(base, known);
  let mm2 = known.get(kind);
  if (mm2 === undefined) {
    mm2 = 0;
    for (const feature of base.values()) mm2 += areaOf_mm2(feature);
    known.set(kind, mm2);
  }
  if (features instanceof Layered)
    for (const [id, entry] of features.over) mm2 += areaOf_mm2(entry?.value) - areaOf_mm2(base.get(id));
  return mm2 / MM2_PER_KM2;
}

/** The sums of what documents began with, by kind. */
const totals = new WeakMap<EditDocument["features"], Map<string, number>>();

/** The numbers of this moment; `before` is the layout as it was when the gesture began. */
export function liveNumbers(
  document: EditDocument,
  before: EditDocument,
  limits: Limits,
  ids: readonly string[],
): LiveNumbers {
  const total_km2 = totalOf_km2(document, "park");
  const selected = ids.flatMap((id): SelectedArea[] => {
    const feature = document.features.get(id);
    if (!feature) return [];
    const area_km2 = areaOf_km2(document, id);
    const old = before.features.get(id);
    const short = limits.group_min_area_km2 - (limits.group_tolerance_km2 ?? 0) - area_km2;
    const small = feature.properties.kind === "group" && short > 0;
    return [
      {
        id,
        area_km2,
        gained_km2: old ? area_km2 - areaOf_km2(before, id) : 0,
        short_km2: small ? limits.group_min_area_km2 - area_km2 : null,
      },
    ];
  });
  return { total_km2, left_km2: limits.total_area_km2 - total_km2, selected };
}
