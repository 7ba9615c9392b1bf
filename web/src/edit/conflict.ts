/** When someone else has saved meanwhile: mine on top of theirs, theirs instead of mine, or both side by side. */

import { signal } from "@preact/signals";
import * as actions from "../actions";
import { getFeatures, getReport } from "../api/client";
import { bare } from "../api/edits";
import { copyLayout } from "../api/layouts";
import type { Change, LayoutFeature, Problem } from "../api/types";
import { apply, documentOf, type EditDocument } from "../model/edit/document";
import { layoutOf } from "../model/layout";
import * as state from "../state";
import { dropDraft } from "./drafts";
import { t } from "./say";
import * as session from "./session";

/** A feature that both sides have changed; null where a side has deleted it. */
export interface Rival {
  readonly id: string;
  readonly mine: LayoutFeature | null;
  readonly theirs: LayoutFeature | null;
  /** As it was before both. */
  readonly before: LayoutFeature | null;
}

/** The newest revision, who made it out of the one that my edits start from, and what both sides have changed. */
export interface Newer {
  readonly revision: number;
  readonly document: EditDocument;
  readonly changes: readonly Change[];
  readonly both: readonly Rival[];
}

/** What is being decided about; the map shows both sides of it. */
export const newer = signal<Newer | null>(null);

/** Fetches the newest revision; `problem` is the service's refusal, which tells what came since. Raises ApiError. */
export async function fetchNewer(problem: Problem | null): Promise<Newer | null> {
  const [base, patch, now] = [session.base.peek(), session.patch.peek(), session.now.peek()];
  if (!base || !patch || !now) return null;
  const model = await getFeatures(base.layout).then(layoutOf);
  if (model.revision === null) return null;
  const document = documentOf(model.features, base.document.frame);
  const touched = [...patch.put.map((f) => String(f.id)), ...patch.delete];
  const of = (from: EditDocument, id: string) => from.features.get(id) ?? null;
  const both = touched
    .filter((id) => JSON.stringify(of(base.document, id)) !== JSON.stringify(of(document, id)))
    .map((id) => ({ id, mine: of(now, id), theirs: of(document, id), before: of(base.document, id) }));
  return { revision: model.revision, document, changes: problem?.changes ?? [], both };
}

/** My edits on top of the newer revision: features that both have changed become mine. */
export function takeMine({ document, revision }: Newer): void {
  const [base, patch] = [session.base.peek(), session.patch.peek()];
  if (!base || !patch) return;
  session.rebase(document, base.layout, revision);
  session.perform(
    {
      ok: true,
      document: apply(document, patch),
      patch,
      title: { zh: "把我的修改放到新版上", en: "Put my edits on the newer revision" },
      chosen: session.chosen.peek(),
    },
    false,
  );
  void showReport(base.layout);
}

/** The newer revision as it is; my edits go. */
export function takeTheirs({ document, revision }: Newer): void {
  const base = session.base.peek();
  if (!base) return;
  session.rebase(document, base.layout, revision);
  session.reshow();
  void dropDraft(base.layout);
  void showReport(base.layout);
}

/** My edits become a layout of their own, from the revision that they start from; theirs stays. Raises ApiError. */
export async function keepBoth(title: string, author: string): Promise<void> {
  const [base, patch] = [session.base.peek(), session.patch.peek()];
  if (!base || !patch) return;
  const made = await copyLayout({
    from: { layout: base.layout, revision: base.revision },
    title: { zh: title, en: title },
    author,
    message: t("conflict.kept.message", { layout: base.layout, revision: base.revision }),
    put: patch.put.map(bare),
    delete: patch.delete,
  });
  await dropDraft(base.layout);
  session.finish();
  await actions.reopen();
  actions.chooseLayout(made.id);
  state.announcement.value = t("conflict.kept", { title });
}

/** The report on the revision that is now under the edits. */
async function showReport(layout: string): Promise<void> {
  try {
    const report = await getReport(layout, undefined, { stage: state.stage.peek() });
    state.report.value = { state: "ready", value: report };
  } catch {
    // The page shows the older report until it is loaded again.
  }
}
