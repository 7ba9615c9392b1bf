/** Others: who they are, what they edit, what they have changed. No map, no page. */

export interface Person {
  readonly client: string;
  readonly name: string;
  /** The number of one without a name. */
  readonly guest: number;
  readonly feature: string | null;
}

export interface Lock {
  readonly feature: string;
  readonly client: string;
  readonly name: string;
  readonly guest: number;
}

export interface Revision {
  readonly revision: number;
  readonly created: string;
  readonly author: string;
  readonly message: string;
  readonly put: readonly string[];
  readonly deleted: readonly string[];
}

/** Others, each once: a person with several windows counts by the one in which something is edited. */
export function others(people: readonly Person[], me: string): Person[] {
  const found = new Map<string, Person>();
  for (const person of people) {
    if (person.client === me) continue;
    const key = person.name || person.client;
    if (!found.get(key)?.feature) found.set(key, person);
  }
  return [...found.values()];
}

/** What stands for a person in a small circle: the first letter of a name, the number of a guest. */
export const initial = (person: { readonly name: string; readonly guest: number }): string =>
  person.name ? ([...person.name][0] ?? "") : String(person.guest);

/** Who is at which feature: whoever holds it, else whoever has it in hand. */
export function occupied(
  people: readonly Person[],
  locks: readonly Lock[],
  me: string,
): Map<string, { name: string; guest: number }> {
  const found = new Map<string, { name: string; guest: number }>();
  for (const person of others(people, me)) if (person.feature !== null) found.set(person.feature, person);
  for (const lock of locks) if (lock.client !== me) found.set(lock.feature, lock);
  return found;
}

/** The features that several revisions have changed, each once. */
export const changed = (revisions: readonly Revision[]): string[] => [
  ...new Set(revisions.flatMap((revision) => [...revision.put, ...revision.deleted])),
];
