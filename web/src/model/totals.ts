/** Areas against their limits: the rows of the table and the budget. All areas are ellipsoidal, in km². */

import type { LayoutFeature, Rulebook } from "../api/types";
import { idOf, isIn, type LayoutModel, ofKind } from "./layout";

/** A park or a group with its area and its limit. `missing`: the roster names it, the layout lacks it. */
export interface Row {
  readonly id: string;
  readonly name: string;
  readonly kind: "park" | "group";
  readonly park: string | null;
  readonly area_km2: number | null;
  readonly limit_km2: number | null;
  readonly missing: boolean;
}

/** A park and its groups; `park` is null for groups that name no park of the layout or the roster. */
export interface Block {
  readonly park: Row | null;
  readonly groups: readonly Row[];
}

export interface Budget {
  readonly total_km2: number;
  readonly limit_km2: number;
  /** Measured minus limit: above zero is over the budget. */
  readonly over_km2: number;
  readonly group_km2: number;
  readonly reserve_km2: number;
  readonly small_km2: number;
}

/** Measured minus limit, or null where either is unknown. */
export const deviation = (row: Row): number | null =>
  row.area_km2 === null || row.limit_km2 === null ? null : row.area_km2 - row.limit_km2;

/** The table: parks in the layout's order with their groups, then groups without a park. */
export function blocksOf(layout: LayoutModel, book: Rulebook): Block[] {
  const parks = withMissing(
    ofKind(layout, "park").map((f) => parkRow(f, book)),
    book.parks.map((p) => missingRow(p.id, p.name, "park", null, p.approved_area_km2)),
  );
  const features = ofKind(layout, "group");
  const groups = withMissing(
    features.map((f) => groupRow(f, book)),
    book.groups.map((g) => missingRow(g.id, g.name, "group", g.park, book.limits.group_min_area_km2)),
  );
  const blocks: Block[] = parks.map((park) => ({
    park,
    groups: groups.filter((g) => g.park !== null && (g.park === park.name || g.park === park.id)),
  }));
  const placed = new Set(blocks.flatMap((b) => b.groups.map((g) => g.id)));
  const homeless = groups.filter((g) => !placed.has(g.id));
  return homeless.length ? [...blocks, { park: null, groups: homeless }] : blocks;
}

/** How much of the total area is used, by the parks and inside them by space class. */
export function budgetOf(layout: LayoutModel, limit_km2: number): Budget {
  const total_km2 = sum(ofKind(layout, "park"));
  return {
    total_km2,
    limit_km2,
    over_km2: total_km2 - limit_km2,
    group_km2: sum(ofKind(layout, "group")),
    reserve_km2: sum(ofKind(layout, "reserve")),
    small_km2: sum(ofKind(layout, "small")),
  };
}

/** The space classes inside one park, in km². */
export function spacesOf(
  layout: LayoutModel,
  park: LayoutFeature,
): Pick<Budget, "group_km2" | "reserve_km2" | "small_km2"> {
  const own = { id: idOf(park), name: park.properties.name };
  const inside = (kind: "group" | "reserve" | "small") =>
    sum(ofKind(layout, kind).filter((f) => isIn(f, own)));
  return { group_km2: inside("group"), reserve_km2: inside("reserve"), small_km2: inside("small") };
}

const sum = (features: readonly LayoutFeature[]): number =>
  features.reduce((total, f) => total + (f.properties.area_km2 ?? 0), 0);

function parkRow(feature: LayoutFeature, book: Rulebook): Row {
  const id = idOf(feature);
  const { name } = feature.properties;
  const entry = book.parks.find((p) => p.id === id) ?? book.parks.find((p) => p.name === name);
  return row(feature, "park", entry?.approved_area_km2 ?? null);
}

const groupRow = (feature: LayoutFeature, book: Rulebook): Row =>
  row(feature, "group", book.limits.group_min_area_km2);

const row = (feature: LayoutFeature, kind: Row["kind"], limit_km2: number | null): Row => ({
  id: idOf(feature),
  name: feature.properties.name ?? idOf(feature),
  kind,
  park: feature.properties.park,
  area_km2: feature.properties.area_km2,
  limit_km2,
  missing: false,
});

const missingRow = (
  id: string,
  name: string,
  kind: Row["kind"],
  park: string | null,
  limit_km2: number | null,
): Row => ({ id, name, kind, park, area_km2: null, limit_km2, missing: true });

function withMissing(present: Row[], roster: Row[]): Row[] {
  const known = new Set(present.flatMap((r) => [r.id, r.name]));
  return [...present, ...roster.filter((r) => !known.has(r.id) && !known.has(r.name))];
}
