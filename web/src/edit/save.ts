/** Saving: the edits since the last revision become the next one. */

import { batch, signal } from "@preact/signals";
import { ApiError, getReport } from "../api/client";
import { sendEdit } from "../api/edits";
import { editedReport } from "../model/edited";
import * as state from "../state";
import { t } from "./say";
import * as session from "./session";

export type Saving =
  | { readonly state: "idle" | "running" }
  | { readonly state: "failed"; readonly error: ApiError };

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
    const body = { ...patch, message, author };
    const how = { dryRun: false, stage: state.stage.peek() };
    const { revision, findings } = await sendEdit(base.layout, base.revision, body, how);
    batch(() => {
      const report = state.stored.peek();
      // The answer says what the new revision does to the report: no moment shows the old one.
      if (report)
        state.report.value = { state: "ready", value: editedReport({ ...report, revision }, findings) };
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
