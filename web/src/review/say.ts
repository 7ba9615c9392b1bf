/** Looks up the words of the review. */

import { LOCALE } from "../i18n/translate";
import { lang } from "../state";
import { en, type Key, zh } from "./words";

/** A word of the review in the language of the moment, values filled into `{name}` places. */
export function w(key: Key, values: Record<string, string | number> = {}): string {
  const text: string = (lang.value === "zh" ? zh : en)[key];
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** A moment as a day and a time. */
export const when = (moment: string): string =>
  new Date(moment).toLocaleString(LOCALE[lang.value], { dateStyle: "short", timeStyle: "short" });
