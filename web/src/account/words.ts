/** Looks up the words of the pages about people. */

import { lang } from "../state";
import { en } from "./en";
import { type Key, zh } from "./zh";

/** A word of these pages in the language of the moment, values filled into `{name}` places. */
export function t(key: Key, values: Record<string, string | number> = {}): string {
  const text: string = (lang.value === "zh" ? zh : en)[key];
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
