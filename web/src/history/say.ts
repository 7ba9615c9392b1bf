/** Looks up the words of the page of revisions. */

import { lang } from "../state";
import { en } from "./en";
import { type Key, zh } from "./zh";

/** A word of this page in the language of the moment, values filled into `{name}` places. */
export function w(key: Key, values: Record<string, string | number> = {}): string {
  const text: string = (lang.value === "zh" ? zh : en)[key];
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
