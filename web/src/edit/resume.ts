/** Going on with edits that an earlier visit left unsaved: offered, never forced. */

import { signal } from "@preact/signals";
import { apply } from "../model/edit/document";
import { mending } from "../stores/quarantine";
import { type Draft, dropDraft, findDraft, followDrafts } from "./drafts";
import * as session from "./session";

/** The draft that waits for a decision. Nothing can be edited meanwhile, so that none of both gets lost. */
export const offered = signal<Draft | null>(null);

/** Looks for a draft of the layout and begins to keep the edits, at once or after the decision. */
export async function lookForDraft(): Promise<void> {
  const layout = session.base.peek()?.layout;
  if (layout === undefined) return;
  session.paused.value = true;
  const draft = await findDraft(layout);
  // The editor may have been left, or begun anew, while the browser looked.
  if (session.base.peek()?.layout !== layout) return;
  if (draft) offered.value = draft;
  else goOn();
}

export function resume(): void {
  const [draft, now] = [offered.peek(), session.now.peek()];
  if (!draft || !now) return;
  goOn();
  mending.value = draft.mends ?? null;
  session.perform(
    {
      ok: true,
      document: apply(now, draft.patch),
      patch: draft.patch,
      title: { zh: "恢复草稿", en: "Restore the draft" },
      chosen: session.chosen.peek(),
    },
    false,
  );
}

export function discard(): void {
  const draft = offered.peek();
  if (draft) void dropDraft(draft.layout);
  goOn();
}

function goOn(): void {
  offered.value = null;
  session.paused.value = false;
  session.whenOver(followDrafts());
}
