/** What the service says of the edits so far: asked after every gesture, shown grey until it has answered. */

import { effect, signal } from "@preact/signals";
import { ApiError } from "../api/client";
import { type EditAnswer, sendEdit } from "../api/edits";
import type { Patch } from "../model/edit/document";
import * as session from "./session";

export type Verdict =
  | { readonly state: "none" }
  /** On its way; `last` is what was said of an earlier state, to be shown as out of date. */
  | { readonly state: "asked"; readonly last: EditAnswer | null }
  | { readonly state: "here"; readonly answer: EditAnswer }
  | { readonly state: "failed"; readonly error: ApiError };

export const verdict = signal<Verdict>({ state: "none" });

/** Asks after every change, until it is called off; a newer question calls off the older one. */
export function followEdits(): () => void {
  let running: AbortController | null = null;
  const stop = effect(() => {
    const [base, patch] = [session.base.value, session.patch.value];
    running?.abort();
    if (!base || !patch || !session.dirty.value) {
      verdict.value = { state: "none" };
      return;
    }
    running = new AbortController();
    void ask(base.layout, base.revision, patch, running.signal);
  });
  return () => {
    stop();
    running?.abort();
    verdict.value = { state: "none" };
  };
}

async function ask(layout: string, revision: number, patch: Patch, signal: AbortSignal): Promise<void> {
  const before = verdict.peek();
  verdict.value = { state: "asked", last: before.state === "here" ? before.answer : lastOf(before) };
  try {
    const answer = await sendEdit(layout, revision, patch, { dryRun: true, signal });
    if (!signal.aborted) verdict.value = { state: "here", answer };
  } catch (error) {
    if (signal.aborted) return;
    verdict.value = { state: "failed", error: error instanceof ApiError ? error : new ApiError(null, null) };
  }
}

const lastOf = (verdict: Verdict): EditAnswer | null => (verdict.state === "asked" ? verdict.last : null);
