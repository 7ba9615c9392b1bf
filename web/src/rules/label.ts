/** Names of parameters, properties and kinds as a reader knows them. */

import type { Kind } from "../api/types";
import { lang, t } from "../state";
import { NAMES } from "./names";

const KINDS = ["park", "group", "reserve", "small", "zone", "specialty", "parcel", "site"] as const;

/** What a parameter or a property is called. */
export const label = (name: string): string => (lang.value === "zh" && NAMES[name]) || plain(name);

/** A kind by its name, every other word as it stands. */
export function plain(value: unknown): string {
  const text = String(value);
  return (KINDS as readonly string[]).includes(text) ? t(`kind.${text as Kind}`) : text;
}
