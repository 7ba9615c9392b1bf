/** Numbers as the page writes them: fixed decimals, tabular, the unit always beside the number. */

import type { Lang } from "../api/types";

const MINUS = "−";

/** A number with fixed decimals and a true minus sign. */
export function fixed(value: number, digits = 2): string {
  const text = Math.abs(value).toFixed(digits);
  const negative = value < 0 && Number(text) !== 0;
  return (negative ? MINUS : "") + text;
}

/** An area in km² with two decimals, or a dash where there is none. */
export const area = (area_km2: number | null | undefined): string =>
  area_km2 === null || area_km2 === undefined ? "–" : fixed(area_km2);

/** A difference with its sign always shown. */
export const signed = (value: number, digits = 2): string => {
  const text = fixed(value, digits);
  return value > 0 && Number(text) !== 0 ? `+${text}` : text;
};

const UNITS: Record<string, { digits: number; zh: string; en: string }> = {
  km2: { digits: 2, zh: " km²", en: " km²" },
  m2: { digits: 1, zh: " m²", en: " m²" },
  m: { digits: 1, zh: " m", en: " m" },
  count: { digits: 0, zh: " 个", en: "" },
};

/** A finding's number with its unit ("km2", "m2", "m", "count"); an unknown unit is written as it stands. */
export function measure(value: number, unit: string | null, lang: Lang, digits?: number): string {
  const known = unit === null ? undefined : UNITS[unit];
  if (known) return fixed(value, digits ?? known.digits) + known[lang];
  return `${Number(value.toPrecision(6))}${unit ? ` ${unit}` : ""}`;
}

/** Two numbers that differ, with as many decimals as it takes to see that they do (six at most). */
export function measurePair(
  measured: number,
  required: number,
  unit: string | null,
  lang: Lang,
): [measured: string, required: string] {
  let digits = unit === null ? 2 : (UNITS[unit]?.digits ?? 2);
  while (measured !== required && digits < 6 && measured.toFixed(digits) === required.toFixed(digits))
    digits++;
  return [measure(measured, unit, lang, digits), measure(required, unit, lang, digits)];
}
