/** What the service says of the edits so far: asked after every gesture, shown grey until it has answered. */

import { batch, effect, signal } from "@preact/signals";
import { ApiError } from "../api/client";
import { type EditAnswer, sendEdit } from "../api/edits";
import type { Patch } from "../model/edit/document";
import * as state from "../state";
import { close as closeFixes } from "../stores/fixes";
import * as session from "./session";

export type Verdict =
  | { readonly state: "none" }
  /** On its way; `last` is what was said of an earlier state, to be shown as out of date. */
  | { readonly state: "asked"; readonly last: EditAnswer | null }
  | { readonly state: "here"; readonly answer: EditAnswer }
  | { readonly state: "failed"; readonly error: ApiError; readonly last: EditAnswer | null };

export const verdict = signal<Verdict>({ state: "none" });

/** Asks again though nothing has been drawn: the register of waivers has a new entry. */
export const again = signal(0);

/** Above this many features the service takes seconds to make ready for the first question. */
const MANY = 1500;

/** Lets the service make ready while the first gesture is still to come. */
function warmUp(): void {
  const base = session.base.peek();
  if (!base || base.document.features.size < MANY) return;
  // An edit of nothing. Whatever becomes of it, the first real question will tell.
  sendEdit(base.layout, base.revision, { put: [], delete: [] }, { dryRun: true }).catch(() => undefined);
}

/** Asks after every change, until it is called off; a newer question calls off the older one. */
export function followEdits(): () => void {
  let running: AbortController | null = null;
  let asked = state.stage.peek();
  warmUp();
  const stop = effect(() => {
    const [base, patch, stage] = [session.base.value, session.patch.value, state.stage.value];
    void again.value;
    running?.abort();
    // Repairs were worked out for the layout as it was before this edit.
    closeFixes();
    const other = stage !== asked;
    asked = stage;
    if (!base || !patch || !session.dirty.value) {
      tell({ state: "none" });
      return;
    }
    running = new AbortController();
    void ask(base.layout, base.revision, patch, { stage, signal: running.signal, forget: other });
  });
  return () => {
    stop();
    running?.abort();
    tell({ state: "none" });
  };
}

/** Says it to the editor, and to the lists of findings on the page. */
function tell(next: Verdict): void {
  batch(() => {
    verdict.value = next;
    const answer = next.state === "here" ? next.answer : lastOf(next);
    state.edits.value =
      next.state === "none" ? null : { delta: answer?.findings ?? null, stale: next.state !== "here" };
    document.documentElement.classList.toggle("stale", state.stale.peek());
  });
}

interface How {
  readonly stage: string | null;
  readonly signal: AbortSignal;
  /** Whether what was said last was said of another stage. */
  readonly forget: boolean;
}

async function ask(
  layout: string,
  revision: number,
  patch: Patch,
  { stage, signal, forget }: How,
): Promise<void> {
  const before = verdict.peek();
  const last = forget ? null : before.state === "here" ? before.answer : lastOf(before);
  tell({ state: "asked", last });
  try {
    const answer = await sendEdit(layout, revision, patch, { dryRun: true, stage, signal });
    if (!signal.aborted) tell({ state: "here", answer });
  } catch (error) {
    if (signal.aborted) return;
    tell({ state: "failed", error: error instanceof ApiError ? error : new ApiError(null, null), last });
  }
}

const lastOf = (verdict: Verdict): EditAnswer | null =>
  verdict.state === "asked" || verdict.state === "failed" ? verdict.last : null;
