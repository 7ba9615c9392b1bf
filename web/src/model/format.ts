/** Numbers as the page writes them: fixed decimals, tabular, the unit always beside the number. */

import type { Lang } from "../api/types";

const MINUS = "−";

/** A number with fixed decimals, thousands set apart from 10,000 on, and a true minus sign. */
export function fixed(value: number, digits = 2): string {
  const text = grouped(Math.abs(value).toFixed(digits));
  return (value < 0 && /[1-9]/.test(text) ? MINUS : "") + text;
}

const grouped = (digits: string): string =>
  /^\d{5}/.test(digits) ? digits.replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ",") : digits;

/** An area in km² with two decimals, or a dash where there is none. */
export const area = (area_km2: number | null | undefined): string =>
  area_km2 === null || area_km2 === undefined ? "–" : fixed(area_km2);

/** A difference with its sign always shown. */
export const signed = (value: number, digits = 2): string => {
  const text = fixed(value, digits);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
};

const UNITS: Record<string, { digits: number; zh: string; en: string }> = {
  km2: { digits: 2, zh: " km²", en: " km²" },
  m2: { digits: 1, zh: " m²", en: " m²" },
  m: { digits: 1, zh: " m", en: " m" },
  count: { digits: 0, zh: " 个", en: "" },
};

/** Decimals that a unit is written with; a whole number of small units needs none. */
const digitsOf = (value: number, unit: { digits: number }): number =>
  unit.digits === 1 && (Number.isInteger(value) || Math.abs(value) >= 100) ? 0 : unit.digits;

/** A finding's number with its unit ("km2", "m2", "m", "count"); an unknown unit is written as it stands. */
export function measure(value: number, unit: string | null, lang: Lang, digits?: number): string {
  const known = unit === null ? undefined : UNITS[unit];
  if (known) return fixed(value, digits ?? digitsOf(value, known)) + known[lang];
  return `${Number(value.toPrecision(6))}${unit ? ` ${unit}` : ""}`;
}

/** Two numbers that differ, with as many decimals as it takes to see that they do (six at most). */
export function measurePair(
  measured: number,
  required: number,
  unit: string | null,
  lang: Lang,
): [measured: string, required: string] {
  const known = unit === null ? undefined : UNITS[unit];
  let digits = known ? Math.max(digitsOf(measured, known), digitsOf(required, known)) : 2;
  while (measured !== required && digits < 6 && measured.toFixed(digits) === required.toFixed(digits))
    digits++;
  return [measure(measured, unit, lang, digits), measure(required, unit, lang, digits)];
}
