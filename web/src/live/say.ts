/** Looks up the words about others. */

import { lang } from "../state";
import { en, type Key, zh } from "./words";

/** A word in the language of the moment, values filled into `{name}` places. */
export function w(key: Key, values: Record<string, string | number> = {}): string {
  const text: string = (lang.value === "zh" ? zh : en)[key];
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
