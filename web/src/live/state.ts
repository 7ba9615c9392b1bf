/** What is known of others at the moment. */

import { computed, signal } from "@preact/signals";
import { model } from "../state";
import { type Lock, occupied, others, type Person, type Revision } from "./model";
import { w } from "./say";

/** What this window calls itself. */
export const client = signal("");

/** Takes another name: what has said that it is closed does not come back. */
export function rename(): string {
  client.value = [...crypto.getRandomValues(new Uint32Array(4))].map((n) => n.toString(36)).join("-");
  return client.value;
}

export const people = signal<readonly Person[]>([]);
export const locks = signal<readonly Lock[]>([]);
export const company = computed(() => others(people.value, client.value));
/** The features that others are at. */
export const taken = computed(() => occupied(people.value, locks.value, client.value));
/** The feature that is edited in this window. */
export const inHand = signal<string | null>(null);

/** What stands over the map. */
export type Note =
  /** Others have saved and the page shows it. */
  | { readonly kind: "loaded"; readonly revisions: readonly Revision[]; readonly revision: number }
  /** Others have saved while there are edits; `both` were changed on both sides. */
  | {
      readonly kind: "draft";
      readonly revisions: readonly Revision[];
      readonly revision: number;
      readonly both: readonly string[];
      readonly merge: () => void;
    }
  /** Features that were edited are held by others. */
  | {
      readonly kind: "held";
      readonly features: readonly string[];
      readonly who: string;
      readonly take: () => void;
      readonly undo: () => void;
    }
  | { readonly kind: "lost"; readonly feature: string; readonly who: string }
  | { readonly kind: "published"; readonly revision: number };
export const note = signal<Note | null>(null);

export const called = (who: { readonly name: string; readonly guest: number }): string =>
  who.name || w("guest", { n: who.guest });

/** The name of a feature of the layout on the page. */
export const nameOf = (id: string): string => model.value?.byId.get(id)?.properties.name ?? id;

const NAMES = 3;

/** The names of features, the first few where there are many. */
export function listed(ids: readonly string[]): string {
  const names = ids.slice(0, NAMES).map(nameOf).join("、");
  return ids.length > NAMES ? w("note.more", { names, n: ids.length }) : names;
}
