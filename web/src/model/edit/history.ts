/** Undo and redo without limit: one named entry per gesture, held as the two patches that it takes. */

import type { Text } from "../../api/types";
import { apply, difference, type EditDocument, inverse, isEmpty, type Patch } from "./document";

export interface Entry {
  readonly title: Text;
  /** From before the gesture to after it, and back. Outlines that did not change are shared, not copied. */
  readonly redo: Patch;
  readonly undo: Patch;
}

export interface History {
  readonly document: EditDocument;
  /** What has been done, the latest last. */
  readonly done: readonly Entry[];
  /** What has been undone, the next to redo last. */
  readonly undone: readonly Entry[];
}

export const begin = (document: EditDocument): History => ({ document, done: [], undone: [] });

/** The history with one more gesture, whatever it went through on the way; unchanged where nothing changed. */
export function record(history: History, after: EditDocument, title: Text): History {
  const redo = difference(history.document, after);
  if (isEmpty(redo)) return history;
  const entry = { title, redo, undo: inverse(history.document, redo) };
  return { document: after, done: [...history.done, entry], undone: [] };
}

export function undo(history: History): History {
  const entry = history.done.at(-1);
  if (!entry) return history;
  return {
    document: apply(history.document, entry.undo),
    done: history.done.slice(0, -1),
    undone: [...history.undone, entry],
  };
}

export function redo(history: History): History {
  const entry = history.undone.at(-1);
  if (!entry) return history;
  return {
    document: apply(history.document, entry.redo),
    done: [...history.done, entry],
    undone: history.undone.slice(0, -1),
  };
}
