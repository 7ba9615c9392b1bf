/** The editor's words in the language of the moment. */

import { printed } from "../aids/platform";
import { lang } from "../state";
import { en, type Key, zh } from "./words";

const HELD = { alt: printed("Alt"), shift: printed("Shift") };

/** A word of the editor in the language of the moment, values and the keys of this keyboard filled into `{name}` places. */
export function t(key: Key, values: Record<string, string | number> = {}): string {
  const text: string = (lang.value === "zh" ? zh : en)[key];
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String({ ...HELD, ...values }[name] ?? place));
}
