/** An import that was begun, kept by the browser for as long as its window is open: a lost page loses nothing. */

import type { Pairs } from "./model/changes";
import type { Decisions, Mode } from "./model/shapes";

export interface Kept {
  readonly id: string;
  readonly name: string;
  readonly decisions: Decisions;
  readonly answered: readonly string[];
  readonly layout: string | null;
  readonly mode: Mode;
  readonly pairs: Pairs;
}

const KEY = "yuantu.import";

export function keep(kept: Kept | null): void {
  try {
    if (kept) sessionStorage.setItem(KEY, JSON.stringify(kept));
    else sessionStorage.removeItem(KEY);
  } catch {
    // Storage may be forbidden or full; the import has to be finished without leaving the page.
  }
}

export function kept(): Kept | null {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "null") as Kept | null;
  } catch {
    return null;
  }
}
