/** Which legend entry a feature belongs to, by class, by mode or by industry. */

import type { LayoutFeature, Rulebook, Sector, Term } from "../api/types";
import { idOf } from "./layout";
import { type Look, look } from "./palette";

export const COLOUR_MODES = ["class", "mode", "industry"] as const;
export type ColourMode = (typeof COLOUR_MODES)[number];

/** Entries that no rulebook names: the spaces that are no group, and a group without a known value. */
export const FIXED = ["none", "reserve", "small"] as const;
export type FixedKey = (typeof FIXED)[number];

export interface Category {
  readonly key: string;
  /** The rulebook's word, or null for a fixed entry, which the page names itself. */
  readonly term: Term | null;
  readonly look: Look;
}

/** A rulebook's word in Chinese, whichever way it is written. */
export const nameOf = (term: Term): string => (typeof term === "string" ? term : term.name);

/** The legend's entries for a way of colouring, in the rulebook's order, the fixed ones last. */
export function categoriesOf(mode: ColourMode, book: Rulebook): Category[] {
  const named = termsOf(mode, book).map((term, i) => ({ key: nameOf(term), term, look: look(i) }));
  return [...named, ...FIXED.map((key) => ({ key, term: null, look: look(key) }))];
}

function termsOf(mode: ColourMode, book: Rulebook): Term[] {
  if (mode === "class") return book.classes;
  if (mode === "mode") return book.modes;
  return book.industries.map((s) => ({ name: s.sector, name_en: s.sector_en ?? null }));
}

/** The key of a feature's legend entry; a value that the rulebook does not list counts as none. */
export function categoryOf(feature: LayoutFeature, mode: ColourMode, book: Rulebook): string {
  const { kind, class: group, modes, industries } = feature.properties;
  if (kind !== "group") return kind;
  if (mode === "industry") return sectorOf(industries?.[0] ?? null, book.industries) ?? "none";
  const value = mode === "class" ? group : (modes?.[0] ?? null);
  const known = termsOf(mode, book).some((term) => nameOf(term) === value);
  return value !== null && known ? value : "none";
}

/** An industry tag without its stage: 创新药物(研发) is 创新药物. */
export const fieldOf = (tag: string): string => tag.replace(/\s*[(（][^()（）]*[)）]\s*$/u, "").trim();

/** The sector that a tag belongs to, or null where the rulebook does not list it. */
export function sectorOf(tag: string | null, industries: readonly Sector[]): string | null {
  if (tag === null) return null;
  const field = fieldOf(tag);
  return industries.find((s) => s.sector === field || s.fields.includes(field))?.sector ?? null;
}

/** Whether a feature has an industry: `wanted` is a sector or a field. */
export function hasIndustry(feature: LayoutFeature, wanted: string, industries: readonly Sector[]): boolean {
  return (feature.properties.industries ?? []).some(
    (tag) => tag === wanted || fieldOf(tag) === wanted || sectorOf(tag, industries) === wanted,
  );
}

/** How many features stand behind each legend entry. */
export function countsOf(
  features: readonly LayoutFeature[],
  mode: ColourMode,
  book: Rulebook,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const feature of features) {
    const key = categoryOf(feature, mode, book);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** The ids of the features that have an industry. */
export const withIndustry = (
  features: readonly LayoutFeature[],
  wanted: string,
  industries: readonly Sector[],
): ReadonlySet<string> => new Set(features.filter((f) => hasIndustry(f, wanted, industries)).map(idOf));

/** The look of every feature, by id. */
export function looksOf(
  features: readonly LayoutFeature[],
  mode: ColourMode,
  book: Rulebook,
): ReadonlyMap<string, Look> {
  const looks = new Map(categoriesOf(mode, book).map((c) => [c.key, c.look]));
  return new Map(features.map((f) => [idOf(f), looks.get(categoryOf(f, mode, book)) ?? look("none")]));
}
