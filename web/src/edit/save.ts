/** Saving: the edits since the last revision become the next one. */

import { signal } from "@preact/signals";
import { ApiError, getFeatures, getReport } from "../api/client";
import { sendEdit } from "../api/edits";
import { documentOf } from "../model/edit/document";
import { layoutOf } from "../model/layout";
import * as state from "../state";
import { t } from "./say";
import * as session from "./session";

export type Saving =
  | { readonly state: "idle" | "running" }
  | { readonly state: "failed"; readonly error: ApiError };

export const saving = signal<Saving>({ state: "idle" });

/** Stores the edits with a message. True when they are a revision; else `saving` says why not, and nothing is lost. */
export async function save(message: string): Promise<boolean> {
  const [base, patch, now] = [session.base.peek(), session.patch.peek(), session.now.peek()];
  if (!base || !patch || !now || !session.dirty.peek()) return false;
  saving.value = { state: "running" };
  try {
    const { revision } = await sendEdit(base.layout, base.revision, { ...patch, message }, { dryRun: false });
    session.rebase(now, base.layout, revision);
    saving.value = { state: "idle" };
    state.announcement.value = t("saved", { revision });
    await refresh(base.layout);
    return true;
  } catch (error) {
    saving.value = { state: "failed", error: error instanceof ApiError ? error : new ApiError(null, null) };
    return false;
  }
}

/** Shows the layout and the report as they are stored now. What was drawn meanwhile stays. */
async function refresh(layout: string): Promise<void> {
  try {
    const [features, report] = await Promise.all([getFeatures(layout), getReport(layout)]);
    state.report.value = { state: "ready", value: report };
    const model = layoutOf(features);
    const [base, now] = [session.base.peek(), session.now.peek()];
    if (!base || !now || session.dirty.peek() || model.revision !== base.revision) return;
    state.layout.value = { state: "ready", value: model };
    session.rebase(documentOf(model.features, now.frame), layout, base.revision);
  } catch {
    // The revision is stored; the page only shows an older report until it is loaded again.
  }
}
