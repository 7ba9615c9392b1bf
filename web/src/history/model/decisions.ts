/** Conflicts that are chosen one by one: what was chosen, what is left, and what of it survives a newer revision. */

import type { Choice, MergeConflict, Take } from "../../api/scenarios";

/** What was chosen, by conflict. */
export type Choices = ReadonlyMap<string, Take>;

type Place = Pick<MergeConflict, "feature" | "part">;

export const NONE: Choices = new Map();

/** A text that is equal for the same part of the same feature. */
export const keyOf = ({ feature, part }: Place): string => JSON.stringify([feature, part]);

export const TAKES = ["base", "mine", "theirs"] as const satisfies readonly Take[];

export const withChoice = (choices: Choices, conflict: Place, take: Take): Choices =>
  new Map([...choices, [keyOf(conflict), take]]);

/** The same choice for every conflict that nothing was chosen for. */
export const withRest = (choices: Choices, conflicts: readonly Place[], take: Take): Choices =>
  new Map([...conflicts.map((conflict) => [keyOf(conflict), take] as const), ...choices]);

export const decided = (choices: Choices, conflicts: readonly Place[]): number =>
  conflicts.filter((conflict) => choices.has(keyOf(conflict))).length;

/** The next conflict that nothing was chosen for, after the `at`-th and then from the start; null: all are chosen. */
export function nextOpen(choices: Choices, conflicts: readonly Place[], at: number): number | null {
  const n = conflicts.length;
  for (let step = 1; step <= n; step++) {
    const i = (at + step) % n;
    const conflict = conflicts[i];
    if (conflict && !choices.has(keyOf(conflict))) return i;
  }
  return null;
}

/** As the service takes them: only for conflicts that there are. */
export const choicesFor = (choices: Choices, conflicts: readonly Place[]): Choice[] =>
  conflicts.flatMap(({ feature, part }) => {
    const take = choices.get(keyOf({ feature, part }));
    return take ? [{ feature, part, take }] : [];
  });

/**
 * Choices after either side has moved on: those whose conflict says the same as before are kept; of the others, and of
 * new ones, it is to be decided again.
 */
export function carried(
  choices: Choices,
  before: readonly MergeConflict[],
  now: readonly MergeConflict[],
): Choices {
  const said = new Map(before.map((conflict) => [keyOf(conflict), saying(conflict)]));
  return new Map(
    now.flatMap((conflict) => {
      const key = keyOf(conflict);
      const take = choices.get(key);
      return take && said.get(key) === saying(conflict) ? [[key, take] as const] : [];
    }),
  );
}

const saying = ({ base, mine, theirs }: MergeConflict): string => JSON.stringify([base, mine, theirs]);
