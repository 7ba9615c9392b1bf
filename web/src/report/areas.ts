/** The areas of a layout as a table: each park with its groups, reserve and small areas. */

import type { Kind, LayoutFeature } from "../api/types";
import { idOf } from "../model/layout";

export interface AreaRow {
  readonly key: string;
  readonly kind: Kind;
  /** Null where the row sums up several features. */
  readonly name: string | null;
  readonly count: number;
  readonly area_km2: number;
  readonly stated_km2: number | null;
  readonly depth: 0 | 1;
}

const SINGLE: readonly Kind[] = ["group", "specialty"];
const SUMMED: readonly Kind[] = ["reserve", "small", "zone", "parcel"];

/** Parks in the layout's order, each before what belongs to it; what belongs to none comes last. */
export function areaRows(features: readonly LayoutFeature[]): AreaRow[] {
  const measured = features.filter((f) => f.properties.area_km2 !== null);
  const parks = measured.filter((f) => f.properties.kind === "park");
  const names = new Set(parks.flatMap((f) => [f.properties.name, idOf(f)]));
  const loose = measured.filter((f) => f.properties.kind !== "park" && !names.has(f.properties.park));
  const within = new Map<string, LayoutFeature[]>();
  for (const feature of measured) {
    const { kind, park } = feature.properties;
    if (kind === "park" || park === null) continue;
    const list = within.get(park);
    if (list) list.push(feature);
    else within.set(park, [feature]);
  }
  const inside = (park: LayoutFeature) => [
    ...(within.get(idOf(park)) ?? []),
    ...(park.properties.name === idOf(park) ? [] : (within.get(park.properties.name ?? "") ?? [])),
  ];
  const rows = parks.flatMap((park) => [rowOf(park, 0), ...parts(inside(park), idOf(park))]);
  return [...rows, ...parts(loose, "")];
}

function parts(features: readonly LayoutFeature[], owner: string): AreaRow[] {
  const single = features.filter((f) => SINGLE.includes(f.properties.kind)).map((f) => rowOf(f, 1));
  const summed = SUMMED.flatMap((kind) => {
    const some = features.filter((f) => f.properties.kind === kind);
    return some.length ? [sumOf(some, kind, `${owner} ${kind}`)] : [];
  });
  return [...single, ...summed];
}

function rowOf(feature: LayoutFeature, depth: 0 | 1): AreaRow {
  const { kind, name, area_km2, stated_area_km2 } = feature.properties;
  return {
    key: idOf(feature),
    kind,
    name: name ?? idOf(feature),
    count: 1,
    area_km2: area_km2 ?? 0,
    stated_km2: stated_area_km2 ?? null,
    depth,
  };
}

const sumOf = (features: readonly LayoutFeature[], kind: Kind, key: string): AreaRow => ({
  key,
  kind,
  name: null,
  count: features.length,
  area_km2: features.reduce((sum, f) => sum + (f.properties.area_km2 ?? 0), 0),
  stated_km2: null,
  depth: 1,
});

/** The sum of one kind over the whole layout. */
export const totalOf = (
  features: readonly LayoutFeature[],
  kind: Kind,
): { count: number; area_km2: number } => {
  const some = features.filter((f) => f.properties.kind === kind);
  return { count: some.length, area_km2: some.reduce((sum, f) => sum + (f.properties.area_km2 ?? 0), 0) };
};
