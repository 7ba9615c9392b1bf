/** What a feature in quarantine says of itself, as far as a layout has a place for it. Pure. */

import type { AttributeName, FeatureProperties, Kind } from "../api/types";
import { LISTS } from "../model/edit/attributes";
import type { KeptFeature } from "../stores/quarantine";

const isList = (name: string): boolean => (LISTS as readonly string[]).includes(name);

/** The properties that a layout knows, each of the form that it wants; others are left in quarantine. */
export function propertiesOf(
  { properties }: Pick<KeptFeature, "properties">,
  kinds: readonly Kind[],
  names: ReadonlySet<AttributeName>,
): Partial<FeatureProperties> {
  const found: Record<string, unknown> = {};
  for (const name of names) {
    const value = properties[name];
    const fits = isList(name)
      ? Array.isArray(value)
      : name === "stated_area_km2"
        ? typeof value === "number"
        : typeof value === "string";
    if (fits) found[name] = value;
  }
  const kind = kinds.find((one) => one === properties.kind);
  return { ...found, ...(kind ? { kind } : {}) };
}
