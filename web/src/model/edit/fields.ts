/** The fields of a form: those of the kind, or those that several kinds have in common. */

import type { AttributeName, FormField, KindForm, LayoutFeature } from "../../api/types";
import { isPlace } from "./attributes";

/** The fields for some features: of several only what means the same for all, and no name. */
export function formFields(kinds: readonly KindForm[], features: readonly LayoutFeature[]): FormField[] {
  const forms = [...new Set(features.map((feature) => feature.properties.kind))].flatMap(
    (kind) => kinds.find((form) => form.kind === kind) ?? [],
  );
  const [first, ...others] = forms;
  if (!first) return [];
  const shared = first.fields.filter((field) =>
    others.every((form) => form.fields.some((other) => alike(field, other))),
  );
  return features.length > 1
    ? shared.filter((field) => field.name !== "name")
    : [...shared, ...strays(kinds, first, features)];
}

const alike = (one: FormField, other: FormField): boolean =>
  one.name === other.name && one.title.zh === other.title.zh && one.closed_by === other.closed_by;

/**
 * Properties that a feature has though its kind has no field for them: they can be looked at and emptied. Places are
 * not among them: a park names itself.
 */
function strays(kinds: readonly KindForm[], form: KindForm, features: readonly LayoutFeature[]): FormField[] {
  const known = new Set<AttributeName>(form.fields.map((field) => field.name));
  const all = new Map(kinds.flatMap((kind) => kind.fields).map((field) => [field.name, field]));
  return [...all.values()].filter(
    ({ name }) =>
      !known.has(name) && !isPlace(name) && features.some((feature) => isFilled(feature.properties[name])),
  );
}

const isFilled = (value: unknown): boolean =>
  Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined && value !== "";
