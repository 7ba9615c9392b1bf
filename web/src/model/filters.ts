/** What the table shows, in which order, and what the map leaves out. */

import type { Kind, LayoutFeature } from "../api/types";
import { type Block, deviation, type Row } from "./totals";

export type SortKey = "roster" | "name" | "area" | "deviation";
export interface Sort {
  readonly key: SortKey;
  readonly descending: boolean;
}

export const LAYERS = ["park", "group", "reserve", "small", "zone", "district", "label"] as const;
export type Layer = (typeof LAYERS)[number];

/** The layer that a feature is drawn in. Kinds without a layer of their own go with the zones. */
export const layerOf = (kind: Kind): Layer =>
  kind === "park" || kind === "group" || kind === "reserve" || kind === "small" ? kind : "zone";

/** Blocks whose park or groups match the query, by name, by the `other` name or by id; a park that matches keeps all. */
export function search(blocks: readonly Block[], query: string, other: Other = NO_OTHER): Block[] {
  const wanted = query.trim().toLocaleLowerCase();
  if (!wanted) return [...blocks];
  const hit = (row: Row | null) => row !== null && isHit(row, wanted, other);
  return blocks
    .map((b) => (hit(b.park) ? b : { park: b.park, groups: b.groups.filter(hit) }))
    .filter((b) => hit(b.park) || b.groups.length > 0);
}

type Other = (name: string) => string | null;
const NO_OTHER: Other = () => null;

/** What can be searched of a row, in small letters: made once, because every letter that is typed asks for all. */
const known = new WeakMap<Row, { readonly other: Other; readonly names: string; readonly id: string }>();

function isHit(row: Row, wanted: string, other: Other): boolean {
  let texts = known.get(row);
  if (texts?.other !== other) {
    const names = `${row.name} ${other(row.name) ?? ""}`.toLocaleLowerCase();
    texts = { other, names, id: row.id.toLocaleLowerCase() };
    known.set(row, texts);
  }
  return texts.names.includes(wanted) || texts.id === wanted;
}

/** Parks sorted, and the groups inside each park; rows without a value come last either way. */
export function sorted(blocks: readonly Block[], sort: Sort, locale: string): Block[] {
  if (sort.key === "roster" && !sort.descending) return [...blocks];
  const compare = comparer(sort, locale);
  return blocks
    .map((b) => ({ park: b.park, groups: [...b.groups].sort(compare) }))
    .sort((a, b) => (a.park && b.park ? compare(a.park, b.park) : Number(!a.park) - Number(!b.park)));
}

function comparer(sort: Sort, locale: string): (a: Row, b: Row) => number {
  const sign = sort.descending ? -1 : 1;
  if (sort.key === "name") {
    const collator = new Intl.Collator(locale, { numeric: true });
    return (a, b) => sign * collator.compare(a.name, b.name);
  }
  if (sort.key === "roster") return (a, b) => sign * (a.id < b.id ? -1 : Number(a.id > b.id));
  const value = sort.key === "area" ? (r: Row) => r.area_km2 : deviation;
  return (a, b) => {
    const x = value(a);
    const y = value(b);
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return sign * (x - y);
  };
}

/** Whether the map draws a feature, given the layers and the legend entries that are switched off. */
export const isDrawn = (
  feature: LayoutFeature,
  category: string,
  hiddenLayers: ReadonlySet<Layer>,
  hiddenCategories: ReadonlySet<string>,
): boolean => !hiddenLayers.has(layerOf(feature.properties.kind)) && !hiddenCategories.has(category);
