/** What a form does to features: one value for all of them, words added to or taken from all lists, places given back. */

import type { AttributeName, FeatureProperties, LayoutFeature, PlaceName, Text } from "../../api/types";
import { idOf } from "../layout";
import { derived, type Places } from "./belonging";
import { changed, type Outcome, refuse } from "./change";
import type { EditDocument } from "./document";
import { REASONS, TITLES } from "./words";

type Value = string | number | null;

/** What becomes of one property: a value, words more and fewer, or (a place) what position gives. */
export type AttributeChange =
  | { readonly set: Value }
  | { readonly add: readonly string[]; readonly remove: readonly string[] }
  | { readonly derived: true };

export type AttributeChanges = Partial<Readonly<Record<AttributeName, AttributeChange>>>;

export const LISTS = ["modes", "carriers", "industries", "leading", "cultivated"] as const;

export const isPlace = (name: string): name is PlaceName => name === "park" || name === "district";

/** The words of a list, none where it is missing. */
export const wordsOf = (feature: LayoutFeature, name: AttributeName): readonly string[] => {
  const value = feature.properties[name];
  return Array.isArray(value) ? value : [];
};

/** The value that all features have; where they differ, all their values in order. */
export function commonOf(
  features: readonly LayoutFeature[],
  name: AttributeName,
):
  | { readonly same: true; readonly value: Value }
  | { readonly same: false; readonly values: readonly Value[] } {
  const values = [...new Set(features.map((feature) => plain(feature.properties[name])))];
  const [value = null] = values;
  return values.length <= 1 ? { same: true, value } : { same: false, values };
}

const plain = (value: FeatureProperties[AttributeName]): Value =>
  value === "" || Array.isArray(value) ? null : (value ?? null);

/** How many of the features have a word: all, some or none. */
export type Held = "all" | "some" | "none";

/** Every word of the features' lists, as it will be after a change, with how many have it. */
export function heldWords(
  features: readonly LayoutFeature[],
  name: AttributeName,
  change?: AttributeChange,
): Map<string, Held> {
  const counts = new Map<string, number>();
  for (const feature of features)
    for (const word of new Set(after(wordsOf(feature, name), change)))
      counts.set(word, (counts.get(word) ?? 0) + 1);
  return new Map([...counts].map(([word, n]) => [word, n === features.length ? "all" : "some"]));
}

/** Words as they will be after a change. */
export const after = (words: readonly string[], change?: AttributeChange): readonly string[] => {
  if (!change || !("add" in change)) return words;
  const kept = words.filter((word) => !change.remove.includes(word));
  return [...kept, ...change.add.filter((word) => !kept.includes(word))];
};

/**
 * The change of a list with one more word ticked or unticked. What some have, all get first. Undefined where it changes
 * nothing any more.
 */
export function toggled(
  features: readonly LayoutFeature[],
  name: AttributeName,
  change: AttributeChange | undefined,
  word: string,
): AttributeChange | undefined {
  const { add, remove } = change && "add" in change ? change : { add: [], remove: [] };
  const had = features.filter((feature) => wordsOf(feature, name).includes(word)).length;
  const off = heldWords(features, name, change).get(word) === "all";
  const next = {
    add: [...add.filter((w) => w !== word), ...(!off && had < features.length ? [word] : [])],
    remove: [...remove.filter((w) => w !== word), ...(off && had > 0 ? [word] : [])],
  };
  return next.add.length || next.remove.length ? next : undefined;
}

/** Applies a form to several features as one step, named after the properties that it sets. */
export function changeAttributes(
  document: EditDocument,
  ids: readonly string[],
  changes: AttributeChanges,
  places: Places,
  titles: Partial<Record<AttributeName, Text>> = {},
): Outcome {
  const known = ids.flatMap((id) => document.features.get(id) ?? []);
  if (!known.length) return refuse(REASONS.gone);
  const put = known
    .map((feature) => withChanges(document, feature, changes, places))
    .filter((feature, i) => feature !== known[i]);
  if (!put.length) return refuse(REASONS.nothingChanged);
  const names = (Object.keys(changes) as AttributeName[]).flatMap((name) => titles[name] ?? []);
  return changed(document, { put, delete: [] }, TITLES.attributes(put, names), known.map(idOf));
}

function withChanges(
  document: EditDocument,
  feature: LayoutFeature,
  changes: AttributeChanges,
  places: Places,
): LayoutFeature {
  const properties: Record<string, unknown> = { ...feature.properties };
  const byHand = new Set(feature.byHand);
  for (const [key, change] of Object.entries(changes)) {
    const name = key as AttributeName;
    if ("set" in change) properties[name] = change.set;
    else if ("add" in change) properties[name] = after(wordsOf(feature, name), change);
    else if (isPlace(name)) properties[name] = derived(document, feature, name, places);
    if (!isPlace(name)) continue;
    if ("set" in change) byHand.add(name);
    else byHand.delete(name);
  }
  const same = JSON.stringify(properties) === JSON.stringify(feature.properties);
  if (same && byHand.size === (feature.byHand?.length ?? 0)) return feature;
  const { byHand: _, ...rest } = feature;
  const next = { ...rest, properties: properties as unknown as FeatureProperties };
  return byHand.size ? { ...next, byHand: [...byHand] } : next;
}
