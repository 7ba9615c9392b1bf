/** The attribute form: what is typed or ticked for a selection and not yet applied, kept until it is. */

import { computed, signal } from "@preact/signals";
import type { AttributeName, FormField, LayoutFeature, Text } from "../api/types";
import {
  type AttributeChange,
  type AttributeChanges,
  changeAttributes,
  commonOf,
  toggled,
} from "../model/edit/attributes";
import { formFields } from "../model/edit/fields";
import { numberOf } from "../model/edit/remarks";
import * as state from "../state";
import * as session from "./session";

interface Pending {
  readonly ids: readonly string[];
  readonly changes: AttributeChanges;
  /** Numbers as they were typed, right or wrong. */
  readonly typed: Partial<Readonly<Record<AttributeName, string>>>;
}

const pending = signal<ReadonlyMap<string, Pending>>(new Map());

const key = (ids: readonly string[]): string => ids.join("\n");

/** The features that the form speaks of, as they are now. */
export const subjects = computed<readonly LayoutFeature[]>(() =>
  session.chosen.value.flatMap((id) => session.now.value?.features.get(id) ?? []),
);

export const fields = computed<readonly FormField[]>(() =>
  formFields(state.book.value?.kinds ?? [], subjects.value),
);

const mine = computed<Pending>(
  () => pending.value.get(key(session.chosen.value)) ?? { ids: session.chosen.value, changes: {}, typed: {} },
);

export const changes = computed(() => mine.value.changes);
export const typed = computed(() => mine.value.typed);

/** Numbers that cannot be read, or that no area can have. */
export const wrong = computed<ReadonlyMap<AttributeName, "number" | "negative">>(() => {
  const found = new Map<AttributeName, "number" | "negative">();
  for (const [name, text] of Object.entries(typed.value)) {
    const n = numberOf(text);
    if (n === undefined) found.set(name as AttributeName, "number");
    else if (n !== null && n < 0) found.set(name as AttributeName, "negative");
  }
  return found;
});

export const count = computed(
  () => new Set([...Object.keys(changes.value), ...Object.keys(typed.value)]).size,
);

/** Other selections with something that is not applied. */
export const elsewhere = computed(() =>
  [...pending.value.values()].filter(
    ({ ids }) =>
      key(ids) !== key(session.chosen.value) && ids.some((id) => session.now.value?.features.has(id)),
  ),
);

export const waiting = computed(() => count.value > 0 || elsewhere.value.length > 0);

function keep(next: Pending): void {
  const all = new Map(pending.peek());
  if (Object.keys(next.changes).length || Object.keys(next.typed).length) all.set(key(next.ids), next);
  else all.delete(key(next.ids));
  pending.value = all;
}

/** What is to become of a property; undefined takes it back. */
export function change(name: AttributeName, to: AttributeChange | undefined): void {
  const { [name]: _, ...others } = mine.peek().changes;
  keep({ ...mine.peek(), changes: to ? { ...others, [name]: to } : others });
}

/** A text or a chosen word; what all features have already is no change. */
export function set(name: AttributeName, text: string): void {
  const value = text || null;
  const common = commonOf(subjects.peek(), name);
  change(name, common.same && common.value === value ? undefined : { set: value });
}

export function type(name: AttributeName, text: string): void {
  const { [name]: _, ...others } = mine.peek().typed;
  const value = numberOf(text);
  const common = commonOf(subjects.peek(), name);
  const idle = common.same && common.value === value;
  const { [name]: __, ...rest } = mine.peek().changes;
  const sound = value !== undefined && (value === null || value >= 0);
  keep({
    ...mine.peek(),
    typed: idle ? others : { ...others, [name]: text },
    changes: idle || !sound ? rest : { ...rest, [name]: { set: value } },
  });
}

/** Ticks or unticks a word of a list. */
export const toggle = (name: AttributeName, word: string): void =>
  change(name, toggled(subjects.peek(), name, changes.peek()[name], word));

/** Applies the form to the selection as one step. */
export function apply(): boolean {
  const now = session.now.peek();
  if (!now || wrong.peek().size || !Object.keys(changes.peek()).length) return false;
  const titles = Object.fromEntries(fields.peek().map((field) => [field.name, field.title])) as Partial<
    Record<AttributeName, Text>
  >;
  const before = mine.peek();
  const done = changeAttributes(now, before.ids, before.changes, session.places.peek(), titles);
  if (!session.perform(done)) return false;
  keep({ ...before, changes: {}, typed: {} });
  return true;
}

export function reset(): void {
  keep({ ...mine.peek(), changes: {}, typed: {} });
}

/** Drops everything that was not applied. */
export function forget(): void {
  pending.value = new Map();
}
