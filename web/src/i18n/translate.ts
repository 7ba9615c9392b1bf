/** Looks words up. Values are filled into `{name}` places. */

import { signal } from "@preact/signals";
import type { Lang } from "../api/types";
import { type Key, zh } from "./zh";

export type { Key };

/** The value of the `lang` attribute. */
export const LOCALE: Record<Lang, string> = { zh: "zh-CN", en: "en" };

/** The English words, fetched when somebody reads English; until then the Chinese ones stand in. */
const english = signal<Record<Key, string>>(zh);

/** Fetches the English words, once. Raises where they cannot be fetched. */
export async function learnEnglish(): Promise<void> {
  if (english.peek() === zh) english.value = (await import("./en")).en;
}

/** Fetches the words of a language, where it needs any. Nothing stands in the way of a page whose words do not come. */
export const wordsOf = (lang: Lang): Promise<void> =>
  lang === "zh" ? Promise.resolve() : learnEnglish().catch(() => undefined);

export function translate(lang: Lang, key: Key, values: Record<string, string | number> = {}): string {
  const text = (lang === "zh" ? zh : english.value)[key];
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
