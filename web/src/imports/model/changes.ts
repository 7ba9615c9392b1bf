/** The table of what an import would change. Pure. */

import type { AreaPair, Change, DrawnFeature, Match, Preview } from "./shapes";

export interface Row {
  readonly id: string;
  readonly name: string | null;
  readonly kind: string | null;
  readonly change: Change;
  readonly match: Match | null;
  readonly area: AreaPair | null;
}

/** What changes first; what stays as it is last. */
export const CHANGES: readonly Change[] = ["added", "changed", "removed", "same"];

/** A row a feature, in the order of `CHANGES`. */
export function rowsOf(preview: Preview): readonly Row[] {
  const matches = new Map(preview.matches.map((match) => [match.id, match]));
  const areas = new Map(preview.areas.map((pair) => [pair.id, pair]));
  const row = (feature: DrawnFeature, change: Change): Row => {
    const id = String(feature.id);
    return {
      id,
      name: textOf(feature.properties.name),
      kind: textOf(feature.properties.kind),
      change,
      match: matches.get(id) ?? null,
      area: areas.get(id) ?? null,
    };
  };
  return [
    ...preview.features.features.map((f) => row(f, f.change ?? "added")),
    ...preview.removed.features.map((f) => row(f, "removed")),
  ].toSorted((a, b) => CHANGES.indexOf(a.change) - CHANGES.indexOf(b.change));
}

const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);

/** Stated areas that differ from measured ones by more than a rounding, the largest differences first. */
export const differing = (areas: readonly AreaPair[], least_share: number): readonly AreaPair[] =>
  areas
    .filter((pair) => pair.difference_share !== null && Math.abs(pair.difference_share) > least_share)
    .toSorted((a, b) => Math.abs(b.difference_share ?? 0) - Math.abs(a.difference_share ?? 0));

/** Pairs that a person set, from a feature of the file to one of the layout, or to none. */
export type Pairs = Readonly<Record<string, string | null>>;

/** The pairs after one was set; as the service proposed it again where `to` is what it found itself. */
export function withPair(pairs: Pairs, id: string, to: string | null, found: string | null): Pairs {
  const { [id]: _, ...others } = pairs;
  return to === found ? others : { ...others, [id]: to };
}

/** What of the layout may be paired with a feature: all that no other one is paired with. */
export function partnersOf(
  rows: readonly Row[],
  existing: readonly { id: string; name: string | null }[],
  row: Row,
): readonly { id: string; name: string | null }[] {
  const taken = new Set(rows.flatMap((other) => (other.id === row.id ? [] : (other.match?.was ?? []))));
  return existing.filter(({ id }) => !taken.has(id));
}
