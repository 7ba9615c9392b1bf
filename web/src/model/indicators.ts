/** Indicators as people read them: filtered, with target, year and progress in words. */

import type { Indicator, IndicatorState, IndicatorValue } from "../api/register";
import type { Lang } from "../api/types";

export interface Wanted {
  readonly document: string;
  readonly scope: string;
  readonly state: string;
  readonly text: string;
}

/** The indicators that fit every filter; an empty filter fits all. */
export function fitting(all: readonly Indicator[], wanted: Wanted): Indicator[] {
  const text = wanted.text.trim().toLocaleLowerCase();
  const holds = (item: Indicator) =>
    [item.name.zh, item.name.en, item.id, item.locator].some((t) => t.toLocaleLowerCase().includes(text));
  return all.filter(
    (item) =>
      (!wanted.document || item.document === wanted.document) &&
      (!wanted.scope || item.scope.zh === wanted.scope) &&
      (!wanted.state || item.state === wanted.state) &&
      (!text || holds(item)),
  );
}

/** The scopes that occur, in their order of appearance. */
export function scopesOf(all: readonly Indicator[]): Indicator["scope"][] {
  return [...new Map(all.map((item) => [item.scope.zh, item.scope])).values()];
}

/** How many indicators are in each state. */
export function countsOf(all: readonly Indicator[]): ReadonlyMap<IndicatorState, number> {
  const counts = new Map<IndicatorState, number>();
  for (const { state } of all) counts.set(state, (counts.get(state) ?? 0) + 1);
  return counts;
}

/** The indicators by document, in the rulebook's order. */
export function byDocument(all: readonly Indicator[]): Map<string, Indicator[]> {
  const groups = new Map<string, Indicator[]>();
  for (const item of all) groups.set(item.document, [...(groups.get(item.document) ?? []), item]);
  return groups;
}

const OPERATORS: Record<Lang, Record<string, string>> = {
  zh: { ">": "超过 ", ">=": "≥ ", "=": "", "<=": "≤ ", "~": "约 ", range: "", x: "" },
  en: { ">": "over ", ">=": "≥ ", "=": "", "<=": "≤ ", "~": "about ", range: "", x: "" },
};

/** A number as the page writes it: no more than four decimals, no zeros at the end. */
export const plain = (value: number): string => String(Number(value.toFixed(4)));

/** A value with its unit. */
export function withUnit(value: number | string, item: Indicator, lang: Lang): string {
  const text = typeof value === "number" ? plain(value) : value;
  const unit = item.unit[lang];
  if (!unit) return text;
  if (unit === "%") return `${text}%`;
  // A unit that is itself a number, such as 10,000, would read as another number beside the value.
  return /^\d/.test(unit) ? `${text} × ${unit}` : `${text} ${unit}`;
}

/** The number to be reached or kept; null where the document gives none. */
export function targetText(item: Indicator, lang: Lang): string | null {
  if (item.low === null || item.operator === null) return null;
  if (item.operator === "x")
    return lang === "zh" ? `基期的 ${plain(item.low)} 倍` : `${plain(item.low)} × the base`;
  const number = item.high === null ? plain(item.low) : `${plain(item.low)}–${plain(item.high)}`;
  return (OPERATORS[lang][item.operator] ?? "") + withUnit(number, item, lang);
}

/** The year or years in which an indicator holds. */
export function yearText(item: Indicator, lang: Lang): string {
  const span = item.first === item.last ? `${item.last}` : `${item.first}–${item.last}`;
  if (item.each_year) return lang === "zh" ? `${span} 每年` : `${span}, each year`;
  if (item.year.startsWith("(")) return lang === "zh" ? `${span}（推断）` : `${span} (inferred)`;
  return span;
}

/** The values that an indicator is judged by: those of its own scope, or of every member. */
export const judged = (item: Indicator): IndicatorValue[] =>
  item.values.filter((value) => item.each || value.scope === item.scope.zh);
