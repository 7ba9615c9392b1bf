/** A gesture on the map: shown as it goes, one entry in the history when it ends, or all goes back. */

import { batch } from "@preact/signals";
import type { LayoutFeature } from "../../api/types";
import * as session from "../../edit/session";
import type { Change, Outcome } from "../../model/edit/change";
import { REASONS } from "../../model/edit/words";
import { idOf } from "../../model/layout";

export interface Gesture {
  /** What the gesture has come to so far; null where it has changed nothing. */
  last: Change | null;
}

type Preview = (features: readonly LayoutFeature[]) => void;

/** The change with the selection as it was: neighbours that moved along are not selected. */
export const kept = (change: Change): Change => ({ ...change, chosen: session.chosen.peek() });

/** Shows where the gesture has got to; where the outline would be unsound it stays and the reason is told. */
export function follow(gesture: Gesture, outcome: Outcome, preview: Preview): void {
  const before = gesture.last?.patch.put ?? [];
  if (!outcome.ok && outcome.reason !== REASONS.nothingChanged) {
    session.refusal.value = outcome.reason;
    return;
  }
  gesture.last = outcome.ok ? outcome : null;
  const put = outcome.ok ? outcome.patch.put : [];
  const moved = new Set(put.map(idOf));
  preview([...stored(before.filter((f) => !moved.has(idOf(f)))), ...put]);
  batch(() => {
    session.refusal.value = null;
    session.trial.value = outcome.ok ? { document: outcome.document, ids: outcome.chosen } : null;
  });
}

/**
 * Ends the gesture: what it has come to enters the history. False where that is nothing, or where the pointer was let
 * go at a place that was refused: all is back as it was, and the reason stays on show.
 */
export function settle(last: Change | null, preview: Preview): boolean {
  if (last && !session.refusal.peek()) return session.perform(kept(last));
  session.trial.value = null;
  preview(stored(last?.patch.put ?? []));
  return false;
}

/** The features as they were before the gesture. */
const stored = (features: readonly LayoutFeature[]): LayoutFeature[] =>
  features.flatMap((feature) => session.now.peek()?.features.get(idOf(feature)) ?? []);
