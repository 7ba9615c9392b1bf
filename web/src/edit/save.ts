/** Saving: the edits since the last revision become the next one. */

import { batch, signal } from "@preact/signals";
import { ApiError, getReport } from "../api/client";
import { type EditAnswer, sendEdit } from "../api/edits";
import { apply, isEmpty, type Patch } from "../model/edit/document";
import { editedReport } from "../model/edited";
import { idOf } from "../model/layout";
import { mend } from "../quarantine/http";
import * as state from "../state";
import { fetchQuarantine, type Mending, mending, waiting } from "../stores/quarantine";
import { t } from "./say";
import * as session from "./session";

export type Saving =
  | { readonly state: "idle" | "running" }
  | { readonly state: "failed"; readonly error: ApiError };

/** What is asked before the edits are stored or left. */
export const asking = signal<"save" | "leave" | null>(null);
export const saving = signal<Saving>({ state: "idle" });

/**
 * Stores the edits with a message and, where it is given, a name. True when they are a revision; else `saving` says
 * why not, and nothing is lost.
 */
export async function save(message: string, author: string): Promise<boolean> {
  const [base, patch, now] = [session.base.peek(), session.patch.peek(), session.now.peek()];
  if (!base || !patch || !now || !session.dirty.peek()) return false;
  saving.value = { state: "running" };
  try {
    const answers = await send(base, patch, message, author);
    const revision = answers.at(-1)?.revision ?? base.revision;
    batch(() => {
      // The answers say what the new revision does to the report: no moment shows the old one.
      for (const { revision, findings } of answers) {
        const report = state.stored.peek();
        if (report)
          state.report.value = { state: "ready", value: editedReport({ ...report, revision }, findings) };
      }
      session.stored(now, base.layout, revision);
      saving.value = { state: "idle" };
    });
    state.announcement.value = t("saved", { revision });
    await refresh(base.layout, revision);
    return true;
  } catch (error) {
    saving.value = { state: "failed", error: error instanceof ApiError ? error : new ApiError(null, null) };
    return false;
  }
}

type Base = NonNullable<typeof session.base.value>;

/** Stores the edits; a feature out of quarantine by itself, after the others, so that it is released. */
async function send(base: Base, patch: Patch, message: string, author: string): Promise<EditAnswer[]> {
  const kept = await awaited(base.layout);
  const mended = kept && patch.put.find((feature) => idOf(feature) === kept.id);
  const others = { ...patch, put: patch.put.filter((feature) => feature !== mended) };
  const answers: EditAnswer[] = [];
  if (!isEmpty(others) || !mended) {
    const how = { dryRun: false, stage: state.stage.peek() };
    const answer = await sendEdit(base.layout, base.revision, { ...others, message, author }, how);
    answers.push(answer);
    // Should the next one be refused, these are stored all the same.
    if (mended) session.stored(apply(base.document, others), base.layout, answer.revision);
  }
  if (kept && mended) {
    const revision = answers.at(-1)?.revision ?? base.revision;
    answers.push(await mend(base.layout, kept.number, revision, mended, message, author));
    mending.value = null;
  }
  return answers;
}

/** What is being mended, unless somebody else has mended or dismissed it meanwhile. */
async function awaited(layout: string): Promise<Mending | null> {
  const kept = mending.peek();
  if (!kept || !(await fetchQuarantine(layout))) return kept;
  if (!waiting.peek().some((feature) => feature.properties.number === kept.number)) mending.value = null;
  return mending.peek();
}

/** Shows the number of the stored revision and its report. What was drawn meanwhile stays. */
async function refresh(layout: string, revision: number): Promise<void> {
  const model = state.model.peek();
  if (model) state.layout.value = { state: "ready", value: { ...model, revision } };
  try {
    const report = await getReport(layout, undefined, { stage: state.stage.peek() });
    state.report.value = { state: "ready", value: report };
  } catch {
    // The revision is stored; the page only shows an older report until it is loaded again.
  }
}
