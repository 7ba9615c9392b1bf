/** Looks words up. Values are filled into `{name}` places. */

import type { Lang } from "../api/types";
import { en } from "./en";
import { type Key, zh } from "./zh";

export type { Key };

const WORDS: Record<Lang, Record<Key, string>> = { zh, en };

/** The value of the `lang` attribute. */
export const LOCALE: Record<Lang, string> = { zh: "zh-CN", en: "en" };

export function translate(lang: Lang, key: Key, values: Record<string, string | number> = {}): string {
  return WORDS[lang][key].replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
