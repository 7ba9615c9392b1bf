/** Looks up the words of the pages of the OGC API. */

import { lang } from "../state";
import { en } from "./en";
import { halfOf } from "./half";
import { type Key, zh } from "./zh";

/** A word of these pages in the language of the moment, values filled into `{name}` places. */
export function t(key: Key, values: Record<string, string | number> = {}): string {
  const text: string = (lang.value === "zh" ? zh : en)[key];
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** The half of a short text of the service that is in the page's language. */
export const half = (text: string): string => halfOf(text, lang.value);
