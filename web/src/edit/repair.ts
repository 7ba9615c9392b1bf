/** Repairs and waivers of findings while somebody edits. */

import { getReport } from "../api/client";
import { bare } from "../api/edits";
import type { Fix } from "../api/fixes";
import { changed } from "../model/edit/change";
import { repaired } from "../model/edit/repair";
import * as state from "../state";
import * as session from "./session";
import type { Edits } from "./slot";
import { again } from "./verdict";

export function edits(): Edits | null {
  const [base, patch] = [session.base.peek(), session.patch.peek()];
  return base && patch
    ? { revision: base.revision, patch: { put: patch.put.map(bare), delete: patch.delete } }
    : null;
}

/** Takes a repair into the history as one step under its own name. */
export function repair(fix: Fix): boolean {
  const document = session.now.peek();
  if (!document) return false;
  const title = { zh: `修复：${fix.title.zh}`, en: `Repair: ${fix.title.en}` };
  const put = repaired(document, fix.changes);
  // Nothing is selected afterwards: whoever mends one finding goes on in the list of findings.
  return session.perform(changed(document, { put, delete: [] }, title, []));
}

/** Fetches the report on the stored revision anew, and has the edits checked again on top of it. */
export async function waived(): Promise<void> {
  const layout = session.base.peek()?.layout;
  if (layout === undefined) return;
  const report = await getReport(layout, undefined, { stage: state.stage.peek() });
  state.report.value = { state: "ready", value: report };
  again.value++;
}
