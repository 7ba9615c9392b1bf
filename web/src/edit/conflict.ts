/** When someone else has saved meanwhile: my edits put on top of theirs, or theirs instead of mine. */

import { getFeatures, getReport } from "../api/client";
import { apply, documentOf, type EditDocument } from "../model/edit/document";
import { nameOf } from "../model/edit/words";
import { layoutOf } from "../model/layout";
import * as state from "../state";
import { dropDraft } from "./drafts";
import * as session from "./session";

/** The newest revision, and the features that both sides have changed since the one that my edits start from. */
export interface Newer {
  readonly revision: number;
  readonly document: EditDocument;
  readonly both: readonly string[];
}

/** Fetches the newest revision. Raises ApiError. */
export async function fetchNewer(): Promise<Newer | null> {
  const [base, patch] = [session.base.peek(), session.patch.peek()];
  if (!base || !patch) return null;
  const [model, report] = await Promise.all([
    getFeatures(base.layout).then(layoutOf),
    getReport(base.layout),
  ]);
  if (model.revision === null) return null;
  state.report.value = { state: "ready", value: report };
  const document = documentOf(model.features, base.document.frame);
  const touched = [...patch.put.map((f) => String(f.id)), ...patch.delete];
  const text = (from: EditDocument, id: string) => JSON.stringify(from.features.get(id) ?? null);
  const both = touched.filter((id) => text(base.document, id) !== text(document, id));
  const names = both.map((id) => {
    const feature = document.features.get(id) ?? base.document.features.get(id);
    return feature ? nameOf(feature) : id;
  });
  return { revision: model.revision, document, both: names };
}

/** My edits on top of the newer revision: features that both have changed become mine. */
export function takeMine({ document, revision }: Newer): void {
  const [base, patch] = [session.base.peek(), session.patch.peek()];
  if (!base || !patch) return;
  session.rebase(document, base.layout, revision);
  session.perform({
    ok: true,
    document: apply(document, patch),
    patch,
    title: { zh: "把我的修改放到新版上", en: "Put my edits on the newer revision" },
    chosen: session.chosen.peek(),
  });
}

/** The newer revision as it is; my edits go. */
export function takeTheirs({ document, revision }: Newer): void {
  const base = session.base.peek();
  if (!base) return;
  session.rebase(document, base.layout, revision);
  session.reshow();
  void dropDraft(base.layout);
}
